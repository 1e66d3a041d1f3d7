from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from clinicsite.media.reports import ConsentMenuItem, ConsentReportView


@hooks.register("register_admin_urls")
def register_consent_report_urls():
    results = ConsentReportView.as_view(results_only=True)
    return [
        path("reports/photo-consent/", ConsentReportView.as_view(), name="photo_consent_report"),
        path("reports/photo-consent/results/", results, name="photo_consent_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_consent_report_menu_item():
    url = reverse("photo_consent_report")
    return ConsentMenuItem(_("Photo consent"), url, name="photo-consent", icon_name="image", order=780)
