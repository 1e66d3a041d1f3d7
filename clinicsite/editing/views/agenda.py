"""The calendar."""

import datetime

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from clinicsite.background.standing import is_runner_silent, last_run
from clinicsite.background.views import may_see
from clinicsite.editing.agenda import WEEKS_START_ON, Month, agenda, has_agenda

SUNDAY_BEFORE = datetime.date(2026, 1, 4)


class CalendarView(WagtailAdminTemplateMixin, TemplateView):
    """A month of what goes live, ends or is due, as a grid and as a list. `?month=2027-03` turns to another."""

    template_name = "wagtailadmin/editing/calendar.html"
    page_title = _("Calendar")
    header_icon = "calendar-alt"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not has_agenda(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        month = Month.named(self.request.GET.get("month", "")) or Month(today.replace(day=1))
        entries = agenda(self.request.user, month.first, month.next.first)
        return {
            **super().get_context_data(**kwargs),
            "month": month,
            "entries": entries,
            "weeks": month.weeks(entries, today),
            "weekdays": weekday_dates(),
            "zone": timezone.get_current_timezone_name(),
            "is_silent": is_runner_silent(),
            "last_run": last_run(),
            "background_work_url": reverse("background_work") if may_see(self.request.user) else "",
        }


def weekday_dates() -> list[datetime.date]:
    """Seven dates whose names head the columns."""
    first = SUNDAY_BEFORE + datetime.timedelta(days=(WEEKS_START_ON + 1) % 7)
    return [first + datetime.timedelta(days=number) for number in range(7)]


class CalendarMenuItem(MenuItem):
    """For whoever has a calendar."""

    def is_shown(self, request):
        return has_agenda(request.user)
