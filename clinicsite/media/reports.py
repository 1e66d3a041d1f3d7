"""The report of pictures whose consent needs somebody."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from clinicsite.media.models import ClinicImage


class ConsentReportView(ReportView):
    """Pictures of people whose consent is missing, has lapsed, or ends within a month; the most urgent first."""

    results_template_name = "wagtailadmin/media/consent_results.html"
    page_title = _("Photo consent")
    header_icon = "image"
    index_url_name = "photo_consent_report"
    index_results_url_name = "photo_consent_report_results"
    model = ClinicImage
    list_export = ["title", "consent_state", "consent_kind", "consent_reference", "consent_expires_on"]
    export_headings = {
        "title": _("Picture"),
        "consent_state": _("How it stands"),
        "consent_kind": _("Consent"),
        "consent_reference": _("Where the consent is kept"),
        "consent_expires_on": _("Ends on"),
    }
    is_searchable = False

    @property
    def permission_policy(self):
        """Whoever may change pictures."""
        return policy_registry.get_by_type(ClinicImage)

    any_permission_required = ["change"]

    def get_queryset(self):
        allowed = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        self.queryset = ClinicImage.objects.consent_needing_care().filter(pk__in=allowed.values("pk"))
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list):
        pictures = list(object_list)
        counts = ReferenceIndex.get_count_references_to_in_bulk(pictures)
        for picture in pictures:
            picture.use_count = counts.get(picture, 0)
        return pictures


class ConsentMenuItem(MenuItem):
    """In the menu of reports, for whoever may change pictures."""

    def is_shown(self, request):
        return policy_registry.get_by_type(ClinicImage).user_has_permission(request.user, "change")
