"""Comments in their places: what each stands in, whom it answers, what is folded away, who speaks for the clinic."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction

from blog.comments.models import Comment, CommentStatus, RefusalReason
from blog.comments.querysets import ID_DIGITS, CommentQuerySet

DEEPEST_LEVEL = 2
# A thread shows this many comments; further replies fold away, unless there are only a few.
SHOWN_UNFOLDED = 10
FEWEST_FOLDED = 3
# A comment longer than this folds, and shows about as much as the second number says.
LONG_TEXT = 1200
SHOWN_OF_LONG_TEXT = 700
SHOWN_FIELDS = (
    "page_id",
    "parent_id",
    "path",
    "depth",
    "author_name",
    "text",
    "status",
    "refusal_reason",
    "created_at",
    "staff_author_id",
    "helpful_count",
    "thread_size",
    "pinned_at",
    "accepted_at",
    "is_sample",
)


@dataclass(frozen=True, slots=True)
class Badge:
    """Who speaks for the clinic: from the account's public team page, else the name the comment came with."""

    name: str
    role: str = ""
    is_writer: bool = False


@dataclass(slots=True)
class Row:
    """One comment in its place. `level` is 0 to 2; replies deeper than that stand at level 2 and name whom they answer.

    `opens_replies_to` names the comment whose list of replies begins here, `folds` says how many rows fold away from
    here on, `closes` are the lists that end after it, each True where its fold ends with it.
    """

    comment: Comment
    level: int
    answers: "Row | None" = None
    opens_replies_to: str = ""
    continues_replies_to: str = ""
    folds: int = 0
    has_replies_below: bool = False
    closes: list[bool] = field(default_factory=list)
    more_replies: int = 0
    badge: Badge | None = None
    is_unanswered: bool = False

    @property
    def heading_level(self) -> int:
        """3 for a thread's first comment, 4 for a reply, 5 below."""
        return self.level + 3

    @property
    def name(self) -> str:
        """Whose comment it is, without a name where the text is gone."""
        if not self.comment.is_public:
            return _("a comment that is gone")
        return self.badge.name if self.badge else self.comment.author_name

    @property
    def initials(self) -> str:
        """At most two letters for the round mark beside the name."""
        words = [word for word in self.name.split(",")[0].split() if word[0].isalnum()]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @property
    def thread_id(self) -> int:
        """The first comment of its thread."""
        return int(self.comment.thread_root)

    @property
    def is_reply(self) -> bool:
        """True for everything but a thread's first comment."""
        return self.comment.depth > 1

    @property
    def text_parts(self) -> tuple[list[str], list[str]]:
        """The paragraphs shown at once, and those that fold away."""
        return split_text(self.comment.paragraphs)

    @property
    def gone_because(self) -> str:
        """What stands in place of a comment that is no longer public; empty for one that is."""
        if self.comment.is_public:
            return ""
        if self.comment.status == CommentStatus.WITHDRAWN:
            return _("Withdrawn by its writer.")
        if self.comment.status == CommentStatus.REMOVED:
            return RefusalReason(self.comment.refusal_reason).public_sentence
        return _("This comment is no longer shown.")


def readable(comments: CommentQuerySet) -> CommentQuerySet:
    """The columns that readers see, and of staff comments what their writer's public team page says. No query more."""
    person = "staff_author__team_member_page__"
    is_private = Exists(PageViewRestriction.objects.filter(page_id=OuterRef(f"{person}pk")))
    return comments.only(*SHOWN_FIELDS).annotate(
        person_name=F(f"{person}title"),
        person_letters=F(f"{person}honorific_suffix"),
        person_role=F(f"{person}role"),
        person_is_public=Q(**{f"{person}live": True}) & ~is_private,
    )


def badge_of(comment: Comment, writer_account_id: int | None = None) -> Badge | None:
    """The badge of a comment that `readable` has read; None for a reader's."""
    if comment.staff_author_id is None:
        return None
    is_writer = comment.staff_author_id == writer_account_id
    if not comment.person_is_public:
        return Badge(comment.author_name, is_writer=is_writer)
    name = ", ".join(filter(None, [comment.person_name, comment.person_letters]))
    return Badge(name, comment.person_role, is_writer)


def arrange(comments: Iterable[Comment], writer_account_id: int | None = None, *, folds: bool = True) -> list[Row]:
    """Rows for comments in thread order. One that is not public stays only where a public one answers it.

    `folds` says whether long threads fold.
    """
    comments = list(comments)
    by_id = {comment.pk: comment for comment in comments}
    needed = _with_ancestors(comments, by_id)
    rows: dict[int, Row] = {}
    enclosing: list[Row] = []
    for comment in comments:
        if comment.pk not in needed:
            continue
        level = min(comment.depth - 1, DEEPEST_LEVEL, len(enclosing))
        row = Row(comment, level, badge=badge_of(comment, writer_account_id))
        del enclosing[level:]
        if level:
            around = enclosing[-1]
            row.continues_replies_to = around.name
            if not around.has_replies_below:
                around.has_replies_below = True
                row.opens_replies_to = around.name
            if around.comment.pk != comment.parent_id:
                row.answers = rows.get(comment.parent_id)
        enclosing.append(row)
        rows[comment.pk] = row
    arranged = list(rows.values())
    for row, following in pairwise([*arranged, None]):
        row.closes = [False] * (row.level - (following.level if following else 0))
    if folds:
        _fold(arranged)
    return arranged


def with_answer_first(comments: list[Comment], answer: Comment) -> list[Comment]:
    """One thread's comments with the branch in front in which an answer stands."""
    way = {answer.path[:end] for end in range(ID_DIGITS, len(answer.path) + 1, ID_DIGITS)}

    def place(comment: Comment) -> list[tuple[bool, str]]:
        ends = range(ID_DIGITS, len(comment.path) + 1, ID_DIGITS)
        return [(comment.path[:end] not in way, comment.path[end - ID_DIGITS : end]) for end in ends]

    return sorted(comments, key=place)


def split_text(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """A long text in two: what is shown at once, ending with a sentence where one ends in time, and the rest."""
    if sum(map(len, paragraphs)) <= LONG_TEXT:
        return paragraphs, []
    shown, left = [], SHOWN_OF_LONG_TEXT
    for index, paragraph in enumerate(paragraphs):
        if len(paragraph) > left:
            first, rest = _cut(paragraph, left) if left > SHOWN_OF_LONG_TEXT // 2 else ("", paragraph)
            return [*shown, *filter(None, [first])], [*filter(None, [rest]), *paragraphs[index + 1 :]]
        shown.append(paragraph)
        left -= len(paragraph)
    return shown, []


def _cut(paragraph: str, length: int) -> tuple[str, str]:
    for end_of in (r"[.!?…]\s", r"\s"):
        ends = [found.end() for found in re.finditer(end_of, paragraph[: length + 1])]
        if ends and ends[-1] > length // 3:
            return paragraph[: ends[-1]].rstrip(), paragraph[ends[-1] :].lstrip()
    return paragraph[:length], paragraph[length:]


def _with_ancestors(comments: list[Comment], by_id: dict[int, Comment]) -> set[int]:
    needed: set[int] = set()
    for comment in comments:
        if not comment.is_public:
            continue
        while comment and comment.pk not in needed:
            needed.add(comment.pk)
            comment = by_id.get(comment.parent_id)
    return needed


def _fold(rows: list[Row]) -> None:
    """Fold the rest of a list of replies away where its thread has shown enough; nothing folds inside a fold."""
    index = shown = 0
    while index < len(rows):
        row = rows[index]
        shown = shown + 1 if row.level else 1
        if row.level and shown > SHOWN_UNFOLDED:
            end = next((place for place in range(index, len(rows)) if rows[place].level < row.level), len(rows))
            if end - index >= FEWEST_FOLDED:
                row.folds = end - index
                last = rows[end - 1]
                # Lists close from the inside: the one that folds is the last but those of lower levels.
                last.closes[last.level - row.level] = True
                shown += end - index - 1
                index = end
                continue
        index += 1
