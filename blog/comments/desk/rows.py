"""What the desk shows of one comment, ready for its templates."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from blog.comments.actions.handling import is_taken
from blog.comments.actions.redaction import has_open_details, identifiers_of
from blog.comments.desk.difference import Piece, difference
from blog.comments.masking import Part, cover, masked, parts, spans_within
from blog.comments.models import ChangeEvent, Comment, CommentReport, CommentStatus, RefusalReason
from blog.comments.triage import SHOWS_HELP, TITLES

LIKES_SHOWN = 3
_STATES = {
    "new": _("New"),
    "changed": _("Changed by its writer"),
    "again": _("Sent again"),
    "edit": _("Edit of a public comment"),
    "reported": _("Reported"),
    "look": _("Public, to be looked at"),
}


@dataclass(frozen=True)
class Hit:
    """Why triage gave a comment a label."""

    label: str
    explanation: str
    words: str


@dataclass
class Row:
    """One comment on the desk. `user` is who looks; `like` earlier ones that read the same; `next_id` its neighbor."""

    comment: Comment
    user: object
    like: list[Comment] = field(default_factory=list)
    next_id: int | None = None

    @property
    def is_waiting(self) -> bool:
        """True where a person has to decide."""
        return self.comment.waiting_since is not None

    @property
    def state(self) -> str:
        """Why it waits, as a key of the style sheet; empty where it does not."""
        comment = self.comment
        if not self.is_waiting:
            return ""
        if comment.is_public:
            return "edit" if comment.edited_text else "reported" if self.reports else "look"
        event = comment.latest_change.event if comment.latest_change else ""
        return {ChangeEvent.RESENT: "again", ChangeEvent.EDIT_SENT: "changed"}.get(event, "new")

    @property
    def state_title(self) -> str:
        """Why it waits, or how it was decided."""
        return str(_STATES[self.state]) if self.state else self.comment.get_status_display()

    @property
    def has_edit(self) -> bool:
        """True where readers see another text than the one that waits."""
        return self.comment.is_public and bool(self.comment.edited_text)

    @cached_property
    def text(self) -> list[Part]:
        """What has to be decided on, identifying details covered."""
        return parts(self.comment.waiting_text, identifiers_of(self.comment))

    @cached_property
    def changes(self) -> list[Piece]:
        """What an edit changes of the public text, details covered."""
        if not self.has_edit:
            return []
        return difference(self.comment.text, masked(self.comment.edited_text, identifiers_of(self.comment)))

    @property
    def has_hidden_details(self) -> bool:
        """True where something is covered."""
        return any(part.kind for part in self.text)

    @property
    def needs_redaction(self) -> bool:
        """True where somebody has to say whether details go or stay, before it is published."""
        return has_open_details(self.comment)

    @property
    def needs_confirmation(self) -> bool:
        """True where publishing asks for a typed word."""
        return bool(SHOWS_HELP.intersection(self.comment.label_list))

    @cached_property
    def hits(self) -> list[Hit]:
        """Each reason that triage gave, with the words it found; identifying details stay covered."""
        found = [
            Hit(str(TITLES.get(reason.get("label"), "")), str(reason.get("explanation", "")), self._words_of(reason))
            for reason in self.comment.judgement.get("reasons") or []
        ]
        return list(dict.fromkeys(found))

    @cached_property
    def reports(self) -> list[CommentReport]:
        """What readers reported and nobody has closed."""
        return [report for report in self.comment.reports.all() if report.closed_at is None]

    @property
    def is_taken(self) -> bool:
        """True while somebody holds it."""
        return is_taken(self.comment)

    @property
    def is_taken_by_me(self) -> bool:
        """True while the person who looks holds it."""
        return self.is_taken and self.comment.claimed_by_id == self.user.pk

    @property
    def asked_by_me(self) -> bool:
        """True where the person who looks has asked somebody else to decide."""
        return self.comment.second_opinion_at is not None and self.comment.second_opinion_by_id == self.user.pk

    @property
    def version(self) -> str:
        """Tells whether the words on a screen are still those that are stored."""
        return version_of(self.comment)

    @property
    def may_be_approved(self) -> bool:
        """True where the button says something."""
        return self.is_waiting or CommentStatus(self.comment.status).may_become(CommentStatus.APPROVED)

    @property
    def may_be_refused(self) -> bool:
        """True where the comment can be refused or removed."""
        status = CommentStatus(self.comment.status)
        return status.may_become(CommentStatus.REJECTED) or status.may_become(CommentStatus.REMOVED)

    @property
    def may_be_spam(self) -> bool:
        """True where the comment can be put aside as spam."""
        return CommentStatus(self.comment.status).may_become(CommentStatus.SPAM)

    @property
    def may_be_answered(self) -> bool:
        """True where the clinic may reply here: never in public to somebody who may be in danger."""
        may_be_public = self.comment.is_public or self.may_be_approved
        return may_be_public and not self.needs_confirmation and not self.comment.staff_author_id

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """The closed list of reasons."""
        return RefusalReason.choices

    def _words_of(self, reason: dict) -> str:
        words = str(reason.get("words") or "")
        text = self.comment.waiting_text
        for start, end, kind in spans_within(text, identifiers_of(self.comment)):
            detail = text[start:end]
            # A part of a number tells as much as the whole of it.
            if detail in words or (words and words in detail):
                words = words.replace(detail, cover(kind)) if detail in words else cover(kind)
        return words


def version_of(comment: Comment) -> str:
    """A short digest of a comment's words."""
    return hashlib.sha256(f"{comment.text}\0{comment.edited_text}".encode()).hexdigest()[:16]


def for_rows(queryset: QuerySet) -> QuerySet:
    """Comments with all that their rows need, in a fixed number of queries."""
    still_open = CommentReport.objects.filter(closed_at__isnull=True)
    return queryset.select_related(
        "page", "parent", "claimed_by", "latest_change", "second_opinion_by", "staff_author"
    ).prefetch_related(Prefetch("reports", queryset=still_open), "notes")


def make_rows(comments: Iterable[Comment], user) -> list[Row]:
    """Rows in the order given, each knowing the next one. One query where any comment is like earlier ones."""
    comments = list(comments)
    earlier = _like(comments)
    rows = []
    for place, comment in enumerate(comments):
        around = comments[place + 1 : place + 2] or comments[max(place - 1, 0) : place]
        rows.append(
            Row(
                comment,
                user,
                like=[earlier[pk] for pk in _like_ids(comment) if pk in earlier],
                next_id=around[0].pk if around else None,
            )
        )
    return rows


def record_of(comment: Comment) -> dict | None:
    """What became of the writer's other comments, None where no address ties them together. Two queries."""
    if comment.commenter_id is None:
        return None
    others = Comment.objects.filter(commenter_id=comment.commenter_id).exclude(pk=comment.pk)
    counts = others.values("status", "refusal_reason").annotate(count=Count("pk")).order_by("status", "refusal_reason")
    return {
        "counts": [
            (
                CommentStatus(row["status"]).label,
                RefusalReason(row["refusal_reason"]).label if row["refusal_reason"] else "",
                row["count"],
            )
            for row in counts
        ],
        "latest": list(others.select_related("page").order_by("-created_at", "-pk")[:5]),
        "commenter": comment.commenter,
    }


def replies_beside(comment: Comment) -> list[Comment]:
    """The public replies to what a comment answers, so that nobody decides twice on the same argument. One query."""
    if comment.parent_id is None:
        return []
    beside = Comment.objects.public().filter(parent_id=comment.parent_id).exclude(pk=comment.pk)
    return list(beside.order_by("path")[:5])


def _like_ids(comment: Comment) -> list[int]:
    found = comment.judgement.get("like") or []
    return [pk for pk in found if isinstance(pk, int)][:LIKES_SHOWN]


def _like(comments: list[Comment]) -> dict[int, Comment]:
    ids = {pk for comment in comments for pk in _like_ids(comment)}
    return {comment.pk: comment for comment in Comment.objects.filter(pk__in=ids)} if ids else {}
