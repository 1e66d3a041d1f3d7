"""How corrections, readers' reports and reviewers' links are tied into the Wagtail admin."""

from django.urls import path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from clinicsite.review import log_actions
from clinicsite.review.beside_page import page_buttons
from clinicsite.review.home_panel import add_reports_panel
from clinicsite.review.models import ErrorReport
from clinicsite.review.permissions import ErrorReportPermissionPolicy
from clinicsite.review.views.error_reports import ErrorReportViewSet
from clinicsite.review.views.page_notes import PageNotesView
from clinicsite.review.views.reviewer_links import AllLinksView, PageLinksView, RevokeLinkView, links_menu_item


def trust_addresses() -> list:
    """The screens beside a page, and the list of all links."""
    return [
        path("pages/<int:page_id>/notes/", PageNotesView.as_view(), name="page_notes"),
        path("pages/<int:page_id>/outside-reviewers/", PageLinksView.as_view(), name="outside_review_links"),
        path("reports/outside-reviewers/", AllLinksView.as_view(), name="draft_links"),
        path("reports/outside-reviewers/<int:pk>/revoke/", RevokeLinkView.as_view(), name="draft_link_revoke"),
    ]


def register() -> None:
    """Called once, from wagtail_hooks.py."""
    register_permission_policy(ErrorReport, ErrorReportPermissionPolicy(ErrorReport))
    hooks.register("register_log_actions", log_actions.register_trust)
    hooks.register("register_admin_viewset", ErrorReportViewSet)
    hooks.register("construct_homepage_panels", add_reports_panel)
    hooks.register("register_page_header_buttons", page_buttons)
    hooks.register("register_reports_menu_item", links_menu_item)
    hooks.register("register_admin_urls", trust_addresses)
