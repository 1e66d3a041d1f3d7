"""What the dashboard says about medical review."""

import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from clinicsite.core.panels import ROWS_SHOWN, PageRow, RowsPanel, pages_for
from clinicsite.review.lapsed_reviewers import troubles_by_page
from clinicsite.review.models import MinorEdit, ReviewStanding, ReviewState
from clinicsite.review.permissions import can_check_minor_edits, can_see_reviews

DUE_WITHIN = datetime.timedelta(days=30)


class ReviewQueuePanel(RowsPanel):
    """Published pages that need a review: never had one, changed since, overdue or due soon.

    All of them for whoever may see reviews; for others those they may change.
    """

    name = "review-queue"
    order = 220
    heading = _("Published pages that need a medical review")
    when_heading = None
    icon = "clipboard-list"

    def get_rows(self):
        user, today = self.request.user, timezone.localdate()
        rows = ReviewStanding.objects.in_queue(today + DUE_WITHIN)
        if not can_see_reviews(user):
            rows = rows.filter(page__in=pages_for(user, "change").values("pk"))
        rows = rows.select_related("page").order_by("is_covered", "next_due_on", "pk")[: ROWS_SHOWN + 1]
        return [
            PageRow(
                page=row.page,
                state=state_in_words(row, today),
                is_urgent=row.state(today) in (ReviewState.OVERDUE, ReviewState.EDITED),
                url=reverse("review_page", args=[row.page_id]),
            )
            for row in rows
        ]


class LapsedReviewersPanel(RowsPanel):
    """Published pages that rest on somebody who could not sign any more."""

    name = "lapsed-reviewers"
    order = 222
    heading = _("Published pages whose reviewer could not sign any more")
    when_heading = None
    icon = "warning"

    def get_rows(self):
        if not can_see_reviews(self.request.user):
            return []
        troubles = troubles_by_page()
        pages = Page.objects.filter(pk__in=troubles).order_by("title", "pk")[: ROWS_SHOWN + 1]
        return [
            PageRow(page=page, state="; ".join(troubles[page.pk]), url=reverse("review_page", args=[page.pk]))
            for page in pages
        ]


class MinorEditsPanel(RowsPanel):
    """Minor edits of others that were chosen for a second look."""

    name = "minor-edits"
    order = 225
    heading = _("Minor edits to look at again")
    when_heading = _("Declared")
    icon = "edit"

    def get_rows(self):
        if not can_check_minor_edits(self.request.user):
            return []
        edits = MinorEdit.objects.awaiting_a_second_look().filter(page__isnull=False)
        edits = edits.exclude(declared_by=self.request.user).select_related("page").order_by("declared_at")
        return [
            PageRow(
                page=row.page,
                state=row.reason,
                when=row.declared_at,
                url=reverse("review_second_look", args=[row.pk]),
            )
            for row in edits[: ROWS_SHOWN + 1]
        ]


def state_in_words(row: ReviewStanding, today: datetime.date) -> str:
    """`Overdue since 3 March 2026`."""
    state, day = row.state(today), date_format(row.next_due_on, "j F Y") if row.next_due_on else ""
    if state == ReviewState.OVERDUE:
        return _("Overdue since %(day)s") % {"day": day}
    if state == ReviewState.DUE:
        return _("Due %(day)s") % {"day": day}
    return state.label
