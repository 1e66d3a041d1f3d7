from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from clinicsite.review import log_actions
from clinicsite.review.reports import ClaimsMenuItem, ClaimsReportView
from clinicsite.review.viewsets import ClaimRuleViewSet


@hooks.register("register_admin_viewset")
def register_claim_rules():
    return ClaimRuleViewSet()


@hooks.register("register_log_actions")
def register_log_actions(actions):
    log_actions.register(actions)


@hooks.register("register_admin_urls")
def register_claims_report_urls():
    return [
        path("reports/claims/", ClaimsReportView.as_view(), name="claims_report"),
        path("reports/claims/results/", ClaimsReportView.as_view(results_only=True), name="claims_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_claims_report_menu_item():
    return ClaimsMenuItem(_("Claims"), reverse("claims_report"), name="claims", icon_name="clipboard-list", order=750)
