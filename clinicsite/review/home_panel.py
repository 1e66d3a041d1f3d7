"""Readers' open error reports on the admin's home page."""

from django.db.models import Count, Q
from django.utils import timezone
from wagtail.admin.ui.components import Component

from clinicsite.review.models import ErrorReport
from clinicsite.review.permissions import can_handle_reports


class ErrorReportsPanel(Component):
    """How many are new, how many overdue, and whether one may be urgent. Nothing where none is open."""

    name = "error_reports"
    template_name = "wagtailadmin/review/home_panel.html"
    order = 60

    def get_context_data(self, parent_context):
        return ErrorReport.objects.still_open().aggregate(
            open=Count("pk"),
            new=Count("pk", filter=Q(status="new")),
            overdue=Count("pk", filter=Q(due_on__lt=timezone.localdate())),
            urgent=Count("pk", filter=Q(may_be_urgent=True)),
        )


def add_reports_panel(request, panels):
    """For those who may handle reports only."""
    if can_handle_reports(request.user):
        panels.append(ErrorReportsPanel())
