"""The queue of medical reviews."""

import datetime

import django_filters
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page, get_page_content_types

from clinicsite.review.lapsed_reviewers import troubles_by_page
from clinicsite.review.models import ReviewStanding, ReviewState
from clinicsite.review.permissions import can_check_minor_edits, can_see_reviews

DUE_WITHIN = datetime.timedelta(days=30)


class ReviewFilterSet(WagtailFilterSet):
    """By how a page stands, and by page type."""

    state = django_filters.ChoiceFilter(label=_("Standing"), choices=ReviewState.choices, method="by_state")
    reviewer = django_filters.ChoiceFilter(
        label=_("Reviewer"), choices=[("lapsed", _("Could not sign any more"))], method="by_reviewer"
    )
    content_type = ContentTypeFilter(
        label=_("Type"), queryset=lambda request: get_page_content_types(include_base_page_type=False)
    )

    class Meta:
        model = Page
        fields = ["state", "reviewer", "content_type"]

    def by_reviewer(self, queryset, name, value):
        """Pages that rest on somebody who could not sign any more."""
        return queryset.filter(pk__in=troubles_by_page())

    def by_state(self, queryset, name, value):
        """Pages that stand in one way today."""
        today, rows = timezone.localdate(), ReviewStanding.objects.all()
        soon = rows.due_by(today + DUE_WITHIN)
        chosen = {
            ReviewState.NEVER: rows.never_reviewed(),
            ReviewState.EDITED: rows.edited_since(),
            ReviewState.OVERDUE: rows.due_by(today - datetime.timedelta(days=1)),
            ReviewState.DUE: soon.filter(next_due_on__gte=today),
            ReviewState.CURRENT: rows.filter(is_covered=True, next_due_on__gt=today + DUE_WITHIN),
        }[value]
        return queryset.filter(pk__in=chosen.values("page_id"))


class ReviewQueueView(PageReportView):
    """Every live clinical page: those that nobody reviewed or that were changed since first, then by due day."""

    results_template_name = "wagtailadmin/review/queue_results.html"
    page_title = _("Medical reviews")
    header_icon = "clipboard-list"
    filterset_class = ReviewFilterSet
    index_url_name = "review_queue"
    index_results_url_name = "review_queue_results"
    list_export = [
        "title", "review_state", "review_standing.next_due_on", "review_standing.review.reviewer_name",
        "review_standing.review.reviewed_at", "review_standing.review.evidence_checked_on",
        "reviewer_trouble",
    ]  # fmt: skip
    export_headings = {
        "review_state": _("Standing"),
        "review_standing.next_due_on": _("Next review due"),
        "review_standing.review.reviewer_name": _("Reviewer"),
        "review_standing.review.reviewed_at": _("Reviewed"),
        "review_standing.review.evidence_checked_on": _("Evidence checked on"),
        "reviewer_trouble": _("Could not sign any more"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not can_see_reviews(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        self.queryset = (
            Page.objects.filter(pk__in=ReviewStanding.objects.values("page_id"))
            .select_related("review_standing__review", "content_type")
            .order_by("review_standing__is_covered", "review_standing__next_due_on", "pk")
        )
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list):
        today = timezone.localdate()
        troubles = troubles_by_page(today)
        for page in object_list:
            page.review_state = page.review_standing.state(today).label
            page.reviewer_trouble = "; ".join(troubles.get(page.pk, []))
        return object_list


class ReviewQueueMenuItem(MenuItem):
    """In the menu of reports, for whoever may see reviews."""

    def is_shown(self, request):
        return can_see_reviews(request.user)


class MinorEditsMenuItem(MenuItem):
    """In the menu of reports, for whoever may take a second look."""

    def is_shown(self, request):
        return can_check_minor_edits(request.user)
