"""Searches without a result in the admin: on the dashboard, as a report and as a file."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from clinicsite.core.panels import ROWS_SHOWN
from clinicsite.core.spreadsheet import write_csv
from clinicsite.search.models import DAYS_KEPT, LEAST_SHOWN, MissedSearch
from clinicsite.search.permissions import can_see_missed_searches

MOST_ROWS = 500


class MissedSearchMixin:
    """For those who may see them."""

    def dispatch(self, request, *args, **kwargs):
        if not can_see_missed_searches(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class MissedSearchesView(MissedSearchMixin, WagtailAdminTemplateMixin, TemplateView):
    """What was looked for in vain within thirty days."""

    _show_breadcrumbs = True
    template_name = "wagtailadmin/search/missed_searches.html"
    page_title = gettext_lazy("Searches without a result")
    header_icon = "search"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        facts = {"rows": MissedSearch.objects.shown()[:MOST_ROWS], "days": DAYS_KEPT, "least": LEAST_SHOWN}
        return {**super().get_context_data(**kwargs), **facts}


class MissedSearchesFileView(MissedSearchMixin, View):
    """The same as a file."""

    def get(self, request):
        rows = [(row["words"], row["times"], row["last"].isoformat()) for row in MissedSearch.objects.shown()]
        text = write_csv((_("Words"), _("Times"), _("Last day")), rows)
        response = HttpResponse(text, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="searches-without-a-result.csv"'
        return response


class MissedSearchesMenuItem(MenuItem):
    """In the menu of reports."""

    def __init__(self):
        super().__init__(
            gettext_lazy("Searches without a result"), reverse("missed_searches"),
            name="missed-searches", icon_name="search", order=760,
        )  # fmt: skip

    def is_shown(self, request):
        return can_see_missed_searches(request.user)


class MissedSearchesPanel(Component):
    """The most frequent ones. Nothing where there is none. One query."""

    name = "missed-searches"
    order = 280
    template_name = "wagtailadmin/search/missed_searches_panel.html"

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context=None):
        return {"rows": list(MissedSearch.objects.shown()[:ROWS_SHOWN]), "days": DAYS_KEPT}

    def render_html(self, parent_context=None):
        return super().render_html(parent_context) if can_see_missed_searches(self.request.user) else ""
