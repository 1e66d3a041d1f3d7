from django.contrib import messages
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from clinicsite.review import log_actions, trust_admin
from clinicsite.review.bulk_publishing import GatedPublishBulkAction
from clinicsite.review.content_checker import add_claims
from clinicsite.review.ending_panel import EndingDecisionsPanel
from clinicsite.review.gate import blocking_problems, refuse_unready
from clinicsite.review.models import MedicallyReviewedMixin
from clinicsite.review.panels import LapsedReviewersPanel, MinorEditsPanel, ReviewQueuePanel
from clinicsite.review.reports import ClaimsMenuItem, ClaimsReportView
from clinicsite.review.views.live_check import CheckEditedPageView, CheckNewPageView
from clinicsite.review.views.minor_edits import MinorEditsView, SecondLookView
from clinicsite.review.views.overrides import EndOverrideView, OverridesMenuItem, OverridesView, OverrideView
from clinicsite.review.views.records import (
    ComplianceFileView,
    ComplianceRecordView,
    DeletedPagesMenuItem,
    DeletedPagesView,
)
from clinicsite.review.views.review_queue import MinorEditsMenuItem, ReviewQueueMenuItem, ReviewQueueView
from clinicsite.review.views.reviews import MinorEditView, PageReviewView, PublishUnreviewedView
from clinicsite.review.viewsets import ClaimRuleViewSet, RegulatoryStatementViewSet

register_snippet(RegulatoryStatementViewSet)


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
        path("reports/claims-let-stand/", OverridesView.as_view(), name="claim_overrides"),
        path(
            "reports/claims-let-stand/results/",
            OverridesView.as_view(results_only=True),
            name="claim_overrides_results",
        ),
        path("claims/let-stand/<int:page_id>/", OverrideView.as_view(), name="claim_override_add"),
        path("claims/open-again/<int:pk>/", EndOverrideView.as_view(), name="claim_override_end"),
        path("claims/check/<int:page_id>/", CheckEditedPageView.as_view(), name="claims_check_page"),
        path(
            "claims/check/new/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
            CheckNewPageView.as_view(),
            name="claims_check_new_page",
        ),
    ]


@hooks.register("insert_editor_js")
def claims_script():
    scripts = ((static("js/admin/steady_checks.js"),), (static("js/admin/claims.js"),))
    return format_html_join("", '<script src="{}" defer></script>', scripts)


@hooks.register("insert_global_admin_css")
def claims_style():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/claims.css"))


@hooks.register("register_reports_menu_item")
def register_claims_report_menu_item():
    return ClaimsMenuItem(_("Claims"), reverse("claims_report"), name="claims", icon_name="clipboard-list", order=750)


@hooks.register("register_reports_menu_item")
def register_overrides_menu_item():
    return OverridesMenuItem(
        _("Claims let stand"),
        reverse("claim_overrides"),
        name="claims-let-stand",
        icon_name="clipboard-list",
        order=751,
    )


@hooks.register("construct_homepage_panels")
def show_what_ends(request, panels):
    panels.append(EndingDecisionsPanel(request))


@hooks.register("construct_wagtail_userbar", order=900)
def add_claims_to_content_checker(request, items, page):
    add_claims(request, items, page)


# After Wagtail's own action of the same name, which it replaces.
hooks.register("register_bulk_action", GatedPublishBulkAction, order=100)


@hooks.register("register_admin_urls")
def register_review_urls():
    return [
        path("reviews/", ReviewQueueView.as_view(), name="review_queue"),
        path("reviews/results/", ReviewQueueView.as_view(results_only=True), name="review_queue_results"),
        path("reviews/minor-edits/", MinorEditsView.as_view(), name="review_minor_edits"),
        path("reviews/minor-edits/<int:edit_id>/", SecondLookView.as_view(), name="review_second_look"),
        path("reviews/pages/<int:page_id>/", PageReviewView.as_view(), name="review_page"),
        path("reviews/pages/<int:page_id>/minor-edit/", MinorEditView.as_view(), name="review_minor_edit"),
        path("reviews/pages/<int:page_id>/publish/", PublishUnreviewedView.as_view(), name="review_publish_unreviewed"),
        path("reviews/pages/<int:page_id>/record/", ComplianceRecordView.as_view(), name="review_record"),
        path("reviews/deleted-pages/", DeletedPagesView.as_view(), name="review_records_of_deleted"),
        path("reviews/pages/<int:page_id>/record.csv", ComplianceFileView.as_view(), name="review_record_file"),
    ]


@hooks.register("register_reports_menu_item")
def register_review_queue_menu_item():
    return ReviewQueueMenuItem(
        _("Medical reviews"), reverse("review_queue"), name="reviews", icon_name="clipboard-list", order=740
    )


@hooks.register("register_reports_menu_item")
def register_deleted_pages_menu_item():
    return DeletedPagesMenuItem()


@hooks.register("register_reports_menu_item")
def register_minor_edits_menu_item():
    return MinorEditsMenuItem(
        _("Minor edits"), reverse("review_minor_edits"), name="minor-edits", icon_name="edit", order=745
    )


@hooks.register("construct_homepage_panels")
def add_review_panels(request, panels):
    panels += [ReviewQueuePanel(request), LapsedReviewersPanel(request), MinorEditsPanel(request)]


@hooks.register("register_page_header_buttons")
def offer_review(page, user, view_name, next_url=None):
    if issubclass(page.specific_class or type(page), MedicallyReviewedMixin):
        url = reverse("review_page", args=[page.pk])
        yield Button(_("Medical review"), url, icon_name="clipboard-list", priority=64)


@hooks.register("before_publish_page")
def ask_the_gate(request, page):
    """Wagtail's page editor publishes without asking the page's own publish(). The draft is saved by now."""
    refuse_unready(page)


@hooks.register("before_convert_alias_page")
def keep_aliases_of_live_clinical_pages(request, page):
    """As a page of its own it has no sign-off of its own, so it may not stay live with the click that makes it one."""
    if not (page.live and isinstance(page, MedicallyReviewedMixin)):
        return None
    words = _(
        "As a page of its own it needs a medical review of its own. Unpublish the alias first; then it becomes a draft "
        "that you can send to review."
    )
    messages.error(request, words)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_copy_page")
def ask_the_gate_about_copies(request, page):
    """A copy of a clinical page has no sign-off of its own; any other goes live only where its page might."""
    is_alias = bool(request.POST.get("alias"))
    if request.method != "POST" or is_alias or not request.POST.get("publish_copies"):
        return None
    pages = (
        page.get_descendants(inclusive=True) if request.POST.get("copy_subpages") else Page.objects.filter(pk=page.pk)
    )
    words = ""
    if any(issubclass(each.specific_class or type(each), MedicallyReviewedMixin) for each in pages):
        words = _("A copy needs a medical review of its own. Copy it without publishing, then send it to review.")
    elif faults := [fault.message for each in pages.live().specific() for fault in blocking_problems(each)]:
        words = format_html(
            "{} {}", _("A published copy would be refused. Copy it without publishing."), " ".join(faults)
        )
    if not words:
        return None
    messages.error(request, words)
    return redirect("wagtailadmin_pages:copy", page.pk)


# Corrections, readers' error reports, reviewers without a login.
trust_admin.register()
