"""The report of claims on published pages."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page, get_page_content_types
from wagtail.permissions import policy_registry

from clinicsite.review.actions import check_site_texts
from clinicsite.review.claims import FLAGGED, kind_title
from clinicsite.review.claims_of import editor_fragment
from clinicsite.review.models import ClaimsCheck
from clinicsite.review.permissions import can_override_claims
from clinicsite.review.site_texts import edit_address

ACTIONS = ["add", "change", "publish"]
# What a page shows in the list; the rest is in the editor.
SHOWN = 5


class ClaimsFilterSet(WagtailFilterSet):
    """By severity and page type."""

    severity = django_filters.ChoiceFilter(
        label=_("Severity"),
        choices=[("block", _("Blocking")), ("warn", _("Warnings")), ("note", _("Notes"))],
        method="by_severity",
    )
    content_type = ContentTypeFilter(
        label=_("Type"), queryset=lambda request: get_page_content_types(include_base_page_type=False)
    )

    class Meta:
        model = Page
        fields = ["severity", "content_type"]

    def by_severity(self, queryset, name, value):
        """Pages with at least one finding of a severity."""
        return queryset.filter(**{f"claims_check__{value}_count__gt": 0})


class ClaimsReportView(PageReportView):
    """Pages with open findings, the most serious first."""

    results_template_name = "wagtailadmin/review/claims_report_results.html"
    page_title = _("Claims")
    header_icon = "clipboard-list"
    filterset_class = ClaimsFilterSet
    index_url_name = "claims_report"
    index_results_url_name = "claims_report_results"
    any_permission_required = ACTIONS
    list_export = [
        "title", "claims_check.block_count", "claims_check.warn_count", "claims_check.note_count",
        "claims_check.rules_version", "claims_check.checked_at",
    ]  # fmt: skip
    export_headings = {
        "claims_check.block_count": _("Blocking"),
        "claims_check.warn_count": _("Warnings"),
        "claims_check.note_count": _("Notes"),
        "claims_check.rules_version": _("Version of the rules"),
        "claims_check.checked_at": _("Checked"),
    }

    def get_queryset(self):
        pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(self.request.user, ACTIONS)
        self.queryset = (
            pages.filter(pk__in=ClaimsCheck.objects.values("page_id"))
            .exclude(claims_check__block_count=0, claims_check__warn_count=0, claims_check__note_count=0)
            .select_related("claims_check", "content_type")
            .order_by("-claims_check__block_count", "-claims_check__warn_count", "-claims_check__note_count", "pk")
        )
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list):
        for page in object_list:
            findings = page.claims_check.findings
            flagged = [finding for finding in findings if finding["severity"] in FLAGGED]
            page.shown_findings = [
                {**finding, "kind_title": kind_title(finding["kind"]), "fragment": editor_fragment(finding["field"])}
                for finding in (flagged or findings)[:SHOWN]
            ]
            page.hidden_count = len(findings) - len(page.shown_findings)
        return object_list

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["may_override"] = can_override_claims(self.request.user)
        # What is shown outside of pages is little, so it is checked anew each time; a download holds pages only.
        context["site_texts"] = (
            []
            if self.is_export
            else [
                (said.label, edit_address(said.instance, self.request.user), flagged)
                for said, findings in check_site_texts()
                if (flagged := [finding for finding in findings if finding.is_flagged])
            ]
        )
        return context


class ClaimsMenuItem(MenuItem):
    """In the menu of reports, for whoever may edit a page."""

    def is_shown(self, request):
        return policy_registry.get_by_type(Page).user_has_any_permission(request.user, ACTIONS)
