"""Claim rules in the Wagtail admin."""

from django.db import transaction
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusFlagColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import SnippetViewSet

from clinicsite.review.actions.rules import note_switch
from clinicsite.review.models import ClaimRule, RegulatoryStatement
from clinicsite.review.views.rules import BenchView, DisableRuleView, EnableRuleView, ShippedRulesView


class ClaimRuleIndexView(IndexView):
    """The clinic's own rules, with the ways to the shipped ones and to the bench."""

    @cached_property
    def header_buttons(self):
        return [
            *super().header_buttons,
            HeaderButton(_("Try the rules"), url=reverse("claim_rules:bench"), icon_name="search"),
            HeaderButton(_("Shipped rules"), url=reverse("claim_rules:shipped"), icon_name="list-ul"),
        ]


class ClaimRuleEditView(EditView):
    """Changing a rule; its history says who switched it off and why."""

    @transaction.atomic
    def save_instance(self):
        was_active = ClaimRule.objects.values_list("is_active", flat=True).get(pk=self.object.pk)
        rule = super().save_instance()
        note_switch(rule=rule, was_active=was_active, user=self.request.user)
        return rule


class ClaimRuleViewSet(ModelViewSet):
    """Rules the clinic adds."""

    model = ClaimRule
    name = "claim_rules"
    icon = "clipboard-list"
    menu_label = _("Claim rules")
    menu_order = 270
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = ClaimRuleIndexView
    edit_view_class = ClaimRuleEditView
    list_display = [
        "pattern",
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("severity", label=_("Severity"), accessor="get_severity_display"),
        StatusFlagColumn("is_active", label=_("Standing"), true_label=_("Active")),
        "inactive_reason",
    ]
    list_filter = ["kind", "severity", "is_active"]
    search_backend_name = None
    search_fields = ["pattern", "why", "facts"]

    def get_urlpatterns(self):
        return [
            path("bench/", BenchView.as_view(), name="bench"),
            path("shipped/", ShippedRulesView.as_view(), name="shipped"),
            path("shipped/<str:rule_id>/disable/", DisableRuleView.as_view(), name="disable"),
            path("shipped/<str:rule_id>/enable/", EnableRuleView.as_view(), name="enable"),
            *super().get_urlpatterns(),
        ]


class RegulatoryStatementViewSet(SnippetViewSet):
    """What regulators say, with the day on which each statement ends."""

    model = RegulatoryStatement
    icon = "clipboard-list"
    list_display = [
        "title",
        Column("topic", label=_("About"), accessor="get_topic_display"),
        Column("jurisdiction", label=_("Country"), accessor="get_jurisdiction_display"),
        "valid_until",
        StatusFlagColumn("is_valid", label=_("Standing"), true_label=_("Shown"), false_label=_("Not shown")),
        "owner",
    ]
    list_filter = ["topic", "jurisdiction"]
    search_backend_name = None
    search_fields = ["title", "text", "source_name"]
    add_to_admin_menu = True
    menu_order = 265
