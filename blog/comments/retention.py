"""How long things are kept: what the settings say, and what nobody can use any more after a day.

Never touched: public comments and their replies, reports of harm, and comments with an alert that nobody has closed.
"""

import datetime
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.comments.actions.tombstones import forget_words_beside
from blog.comments.models import (
    BlockedSender,
    Comment,
    Commenter,
    CommentReport,
    CommentsSettings,
    CommentStatus,
    CommentStatusChange,
    ErasureRecord,
    HelpfulVote,
    UrgentAlert,
)
from blog.comments.triage import LANES, REST
from clinicsite.background.mail import forget_recipient

BATCH = 500
A_DAY = datetime.timedelta(days=1)
REPORT_NOTES_KEPT = datetime.timedelta(days=90)
# Time enough to confirm an address that came with a comment which was erased since.
LONELY_ADDRESS_KEPT = datetime.timedelta(days=7)


@dataclass
class Purge:
    """One tidying up. `counts` says how many rows of each kind went, or would go where nothing is to be written."""

    now: datetime.datetime
    is_dry: bool
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, number: int) -> None:
        """Count rows of a kind."""
        self.counts[kind] = self.counts.get(kind, 0) + number

    def delete(self, kind: str, rows: QuerySet) -> None:
        """Delete rows in batches, so that nobody who writes has to wait long."""
        self.in_batches(kind, rows, lambda batch: batch.delete())

    def update(self, kind: str, rows: QuerySet, **values) -> None:
        """Overwrite columns in batches. The values take each row out of `rows`."""
        self.in_batches(kind, rows, lambda batch: batch.update(**values))

    def in_batches(self, kind: str, rows: QuerySet, act) -> None:
        """Do something with all rows, some hundred in one transaction. It takes each row out of `rows`."""
        if self.is_dry:
            self.add(kind, rows.count())
            return
        while ids := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
            with transaction.atomic():
                act(rows.model.objects.filter(pk__in=ids))
            self.add(kind, len(ids))


def purge_comments(*, is_dry: bool = False, now: datetime.datetime | None = None) -> dict[str, int]:
    """Erase what was kept long enough. Returns how many rows of each kind; nothing is written when `is_dry`."""
    purge = Purge(now or timezone.now(), is_dry)
    for settings, comments in _by_site():
        _purge_site(purge, settings, comments)
    _purge_addresses(purge)
    _purge_after_a_day(purge)
    notes = CommentReport.objects.filter(closed_at__isnull=False, created_at__lt=purge.now - REPORT_NOTES_KEPT)
    purge.update("report notes", notes.exclude(note=""), note="")
    erased = {kind: purge.counts.get(kind, 0) for kind in ("comments", "texts", "addresses")}
    if not is_dry and any(erased.values()):
        ErasureRecord.objects.create(cause=ErasureRecord.Cause.RETENTION, counts=erased)
    return purge.counts


def _by_site():
    """The settings of each site with its comments; those whose page is gone go with the default site."""
    rows = list(CommentsSettings.objects.select_related("site__root_page").order_by("-site__root_page__depth"))
    taken, default = Q(pk__in=[]), None
    for row in rows:
        here = Q(page__path__startswith=row.site.root_page.path)
        yield row, Comment.objects.filter(here).exclude(taken)
        taken |= here
        default = row if row.site.is_default_site else default
    yield default or CommentsSettings(), Comment.objects.exclude(taken)


def _purge_site(purge: Purge, settings: CommentsSettings, comments: QuerySet) -> None:
    refused = Q(status__in=[CommentStatus.REJECTED, CommentStatus.REMOVED])
    gone = Q(status=CommentStatus.WITHDRAWN, published_at__isnull=True)
    for days, rows in [
        (settings.refused_days, comments.filter(refused | gone)),
        (settings.spam_days, comments.filter(status=CommentStatus.SPAM)),
    ]:
        if days:
            _erase(purge, rows, purge.now - datetime.timedelta(days=days))
    if settings.pending_days:
        undecided = comments.filter(status=CommentStatus.PENDING, waiting_since__lt=_ago(purge, settings.pending_days))
        _delete_comments(purge, _safe(undecided, _ago(purge, settings.pending_days)).exclude(_has_replies()))


def _erase(purge: Purge, comments: QuerySet, decided_before: datetime.datetime) -> None:
    """Delete comments decided on before a moment; of one with replies only the place in the thread stays."""
    newer = CommentStatusChange.objects.filter(comment=OuterRef("pk"), at__gte=decided_before)
    old = _safe(comments.filter(created_at__lt=decided_before).exclude(Exists(newer)), decided_before)
    _delete_comments(purge, old.exclude(_has_replies()))
    values = {
        "text": "", "edited_text": "", "judgement": {}, "labels": "", "lane": REST, "urgency": LANES.index(REST),
        "likeness_a": None, "likeness_b": None, "commenter": None, "author_name": _("Erased"),
    }  # fmt: skip
    with_words = old.filter(_has_replies()).exclude(text="")
    if not purge.is_dry:
        forget_words_beside(list(with_words.values_list("pk", flat=True)))
    purge.update("texts", with_words, **values)


def _delete_comments(purge: Purge, comments: QuerySet) -> None:
    def delete(batch):
        forget_words_beside(list(batch.values_list("pk", flat=True)))
        batch.delete()

    purge.in_batches("comments", comments, delete)


def _safe(comments: QuerySet, closed_before: datetime.datetime) -> QuerySet:
    """Without those that raised an alert which is open, or was closed only a while ago."""
    closed_long_ago = Q(closed_at__isnull=False, closed_at__lt=closed_before)
    return comments.exclude(Exists(UrgentAlert.objects.filter(~closed_long_ago, comment=OuterRef("pk"))))


def _has_replies() -> Exists:
    return Exists(Comment.objects.filter(parent=OuterRef("pk")))


def _purge_addresses(purge: Purge) -> None:
    days = list(CommentsSettings.objects.values_list("addresses_days", flat=True))
    days = days or [CommentsSettings().addresses_days]
    known = Commenter.objects.exclude(address_sealed="").annotate(latest=Max("comments__created_at"))
    old = Q(latest__isnull=True, created_at__lt=purge.now - LONELY_ADDRESS_KEPT)
    if 0 not in days:
        old |= Q(latest__lt=_ago(purge, max(days)))
    for commenter in list(known.filter(old)[:BATCH]) if not purge.is_dry else []:
        _forget(commenter)
        purge.add("addresses", 1)
    if purge.is_dry:
        purge.add("addresses", known.filter(old).count())


@transaction.atomic
def _forget(commenter: Commenter) -> None:
    """Erase an address; the digest stays where somebody is to be left alone, or kept out."""
    forget_recipient(commenter.address)
    if commenter.blocked_at or commenter.mail_stopped_at:
        Commenter.objects.filter(pk=commenter.pk).update(address_sealed="", proved_at=None)
    else:
        commenter.delete()


def _purge_after_a_day(purge: Purge) -> None:
    yesterday = purge.now - A_DAY
    purge.delete("votes", HelpfulVote.objects.filter(created_at__lt=yesterday))
    purge.delete("blocked senders", BlockedSender.objects.filter(created_at__lt=yesterday))
    reports = CommentReport.objects.filter(created_at__lt=yesterday)
    purge.update("report senders", reports.exclude(reporter_digest=""), reporter_digest="")
    comments = Comment.objects.filter(created_at__lt=yesterday)
    purge.update("comment senders", comments.exclude(sender_digest=""), sender_digest="")


def _ago(purge: Purge, days: int) -> datetime.datetime:
    return purge.now - datetime.timedelta(days=days)
