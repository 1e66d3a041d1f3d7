"""What goes live, ends, or is due for review, in the order of time."""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, TextChoices
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.models import Page, Revision

from clinicsite.core.panels import pages_for
from clinicsite.review.models import ReviewStanding
from clinicsite.review.permissions import can_see_reviews

WEEKS_START_ON = calendar.SUNDAY


class Kind(TextChoices):
    """Why a page stands on a day."""

    GOES_LIVE = "goes-live", _("Goes live")
    ENDS = "ends", _("Ends")
    REVIEW_DUE = "review-due", _("Review due")


@dataclass(frozen=True)
class AgendaEntry:
    """A page on a day. `moment` is None where the day has no hour."""

    day: datetime.date
    kind: Kind
    page: Page
    moment: datetime.datetime | None = None
    is_late: bool = False

    @property
    def url(self) -> str:
        """Where something can be done about it; a reviewer may not open every editor."""
        name = "review_page" if self.kind == Kind.REVIEW_DUE else "wagtailadmin_pages:edit"
        return reverse(name, args=[self.page.pk])

    @property
    def order(self) -> tuple:
        """By day, entries without an hour first."""
        return self.day, self.moment.timestamp() if self.moment else 0, self.page.pk


@dataclass(frozen=True)
class Day:
    """A cell of the month."""

    date: datetime.date
    is_in_month: bool
    is_today: bool
    entries: list[AgendaEntry]


@dataclass(frozen=True)
class Month:
    """A month by its first day."""

    first: datetime.date

    @classmethod
    def named(cls, name: str) -> "Month | None":
        """The month of `2027-03`; None for anything else."""
        try:
            first = datetime.datetime.strptime(name, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
        except ValueError:
            return None
        return cls(first) if 2000 <= first.year < 2100 else None

    @property
    def name(self) -> str:
        """As in an address: `2027-03`."""
        return self.first.strftime("%Y-%m")

    @property
    def next(self) -> "Month":
        """The month after."""
        return Month((self.first + datetime.timedelta(days=32)).replace(day=1))

    @property
    def previous(self) -> "Month":
        """The month before."""
        return Month((self.first - datetime.timedelta(days=1)).replace(day=1))

    def weeks(self, entries: Iterable[AgendaEntry], today: datetime.date) -> list[list[Day]]:
        """Whole weeks with the entries of each day of the month."""
        of_day: dict[datetime.date, list[AgendaEntry]] = {}
        for entry in entries:
            of_day.setdefault(entry.day, []).append(entry)
        return [
            [Day(day, day.month == self.first.month, day == today, of_day.get(day, [])) for day in week]
            for week in calendar.Calendar(WEEKS_START_ON).monthdatescalendar(self.first.year, self.first.month)
        ]


def has_agenda(user) -> bool:
    """True for whoever may work on a page, or may see which pages wait for a review."""
    return user_has_any_page_permission(user) or can_see_reviews(user)


def agenda(user, start: datetime.date, end: datetime.date) -> list[AgendaEntry]:
    """Entries from `start` up to and without `end` for pages the user may change, and every review for whoever may see
    reviews. A fixed number of queries.

    Days are those of the time zone that is in force.
    """
    begin, stop = (timezone.make_aware(datetime.datetime.combine(day, datetime.time.min)) for day in (start, end))
    pages = pages_for(user, "change")
    reviewed = Page.objects.all() if can_see_reviews(user) else pages
    entries = [*_going_live(pages, begin, stop), *_ending(pages, begin, stop), *_reviews_due(reviewed, start, end)]
    return sorted(entries, key=lambda entry: entry.order)


def _going_live(pages, begin, stop) -> list[AgendaEntry]:
    keys = pages.annotate(key=Cast("pk", CharField())).values("key")
    revisions = Revision.page_revisions.filter(
        approved_go_live_at__gte=begin, approved_go_live_at__lt=stop, object_id__in=keys
    )
    moments = {int(revision.object_id): revision.approved_go_live_at for revision in revisions}
    return [
        AgendaEntry(
            day=timezone.localdate(moments[page.pk]),
            kind=Kind.GOES_LIVE,
            page=page,
            moment=moments[page.pk],
            is_late=moments[page.pk] < timezone.now(),
        )
        for page in Page.objects.filter(pk__in=moments)
    ]


def _reviews_due(pages, start: datetime.date, end: datetime.date) -> list[AgendaEntry]:
    today = timezone.localdate()
    due = ReviewStanding.objects.filter(next_due_on__gte=start, next_due_on__lt=end, page__in=pages.values("pk"))
    return [
        AgendaEntry(day=row.next_due_on, kind=Kind.REVIEW_DUE, page=row.page, is_late=row.is_overdue(today))
        for row in due.select_related("page")
    ]


def _ending(pages, begin, stop) -> list[AgendaEntry]:
    ending = pages.filter(live=True, expire_at__gte=begin, expire_at__lt=stop)
    return [
        AgendaEntry(
            day=timezone.localdate(page.expire_at),
            kind=Kind.ENDS,
            page=page,
            moment=page.expire_at,
            is_late=page.expire_at < timezone.now(),
        )
        for page in ending
    ]
