"""Sending a comment."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from blog.comments.actions.alerts import raise_alert
from blog.comments.actions.storage import store_once, submission_keys
from blog.comments.doubt import with_doubts
from blog.comments.errors import CommentsClosed, ParentNotPublic, ThreadTooDeep
from blog.comments.judging import Judged, judge_comment
from blog.comments.likeness import is_nearly_the_same, likeness_of
from blog.comments.models import Comment, Commenter
from blog.comments.policy_version import current_policy_version
from blog.comments.triage.labels import CRISIS, EMERGENCY, SPAM

URGENT_LANES = (CRISIS, EMERGENCY)
# What is older than this may be said again.
LIKENESS_REACHES_BACK = datetime.timedelta(days=30)
MOST_CANDIDATES = 20


@dataclass(frozen=True)
class Sending:
    """What a reader sent, cleaned by CommentForm, and what the site makes of it."""

    page: object
    parent: Comment | None
    author_name: str
    text: str
    email: str = ""
    wants_replies: bool = False
    sender_digest: str = ""

    @cached_property
    def judged(self) -> Judged:
        """What triage makes of the words."""
        return judge_comment(self.text, self.author_name)

    @cached_property
    def commenter(self) -> Commenter | None:
        """Who has used the address before; None where nobody has. At most one query."""
        return Commenter.objects.with_address(self.email).first() if self.email else None

    @cached_property
    def likeness(self) -> tuple[int | None, int | None]:
        """The numbers by which texts that are nearly the same are found."""
        return likeness_of(self.text)

    @cached_property
    def like_ids(self) -> list[int]:
        """Recent comments, by the same sender or on another page, that say nearly the same. At most one query."""
        first, second = self.likeness
        if first is None:
            return []
        is_alike = Q(likeness_a=first) | Q(likeness_b=second)
        is_elsewhere = ~Q(page_id=self.page.pk)
        if self.sender_digest:
            is_elsewhere |= Q(sender_digest=self.sender_digest)
        since = timezone.now() - LIKENESS_REACHES_BACK
        candidates = Comment.objects.filter(is_alike, is_elsewhere, created_at__gt=since).order_by("-pk")
        found = candidates.values_list("pk", "text")[:MOST_CANDIDATES]
        return [pk for pk, text in found if is_nearly_the_same(self.text, text)]

    def keys_at(self, moment: datetime.datetime) -> list[str]:
        """The submission key at a moment, and yesterday's just after midnight."""
        return submission_keys(self.page, self.parent, self.author_name, self.text, moment)


def submit_comment(
    *, sending: Sending, doubts=(), submission_key: str = "", now: datetime.datetime | None = None
) -> Comment:
    """Store a reader's comment, which waits for a moderator. The same comment sent again is stored once.

    `submission_key` is that of an earlier step of the same sending, by default today's.
    Raises CommentsClosed, ParentNotPublic or ThreadTooDeep.
    """
    check_may_submit(page=sending.page, parent=sending.parent)
    now = now or timezone.now()
    today, *yesterday = sending.keys_at(now)
    earlier = Comment.objects.filter(submission_key__in=yesterday).first() if yesterday else None
    if earlier:
        return earlier
    comment, _is_new = store_once(
        page=sending.page,
        parent=sending.parent,
        author_name=sending.author_name,
        text=sending.text,
        wants_replies=bool(sending.email and sending.wants_replies),
        sender_digest=sending.sender_digest,
        likeness_a=sending.likeness[0],
        likeness_b=sending.likeness[1],
        created_at=now,
        submission_key=submission_key or today,
        policy_version=current_policy_version(_site_id(sending.page)),
        before=lambda: {"commenter": sending.commenter or commenter_for(sending.email)},
        and_then=_follow_up,
        **_with_receipt(with_doubts(sending.judged.fields(), doubts, sending.like_ids), sending),
    )
    return comment


def commenter_for(address: str) -> Commenter | None:
    """The one commenter of an address, made where it is new; None without an address. One query."""
    if not address:
        return None
    # Somebody may send twice at once: whoever comes second gets the row of the first.
    [commenter] = Commenter.objects.bulk_create(
        [Commenter.sealed(address)],
        update_conflicts=True,
        unique_fields=["address_digest"],
        update_fields=["address_digest"],
    )
    return commenter


def check_may_submit(*, page, parent: Comment | None) -> None:
    """Raises CommentsClosed, ParentNotPublic or ThreadTooDeep where a comment cannot be sent now."""
    if not page.accepts_comments:
        raise CommentsClosed(page)
    check_parent(page, parent)


def check_parent(page, parent: Comment | None) -> None:
    """Raises ParentNotPublic or ThreadTooDeep where a comment cannot be answered."""
    if parent is None:
        return
    if parent.page_id != page.pk or not parent.is_public:
        raise ParentNotPublic(parent)
    if not parent.may_be_answered:
        raise ThreadTooDeep(parent)


def _with_receipt(values: dict, sending: Sending) -> dict:
    """The columns that triage fills, and whether a mail says that the comment arrived.

    Never for what looks like spam: programs would have the site write to strangers.
    """
    return {**values, "receipt_due": bool(sending.email) and SPAM not in values["labels"].split(",")}


def _follow_up(comment: Comment) -> None:
    """What a new comment sets off, in the transaction that stores it."""
    if comment.lane in URGENT_LANES:
        raise_alert(comment=comment)


def _site_id(page) -> int | None:
    parts = page.get_url_parts()
    return parts[0] if parts else None
