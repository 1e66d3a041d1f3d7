"""The shipped rules, and the bench on which a text is tried."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from clinicsite.review.actions import disable_rule, enable_rule, rules_in_force
from clinicsite.review.actions.rules import shipped_rule
from clinicsite.review.claims import Finding, check, kind_title, shipped_rules
from clinicsite.review.errors import ReviewError, UnknownRule
from clinicsite.review.forms import BenchForm, DisableForm
from clinicsite.review.models import ClaimRule, DisabledRule
from clinicsite.review.permissions import can_switch_rule


@dataclass(frozen=True)
class Piece:
    """A stretch of a text, with the number of the finding it belongs to; 0 for none."""

    text: str
    number: int = 0


def pieces_of(text: str, findings: list[Finding]) -> list[Piece]:
    """The text cut where findings begin and end. Of findings that overlap, the first is marked."""
    pieces, place = [], 0
    for number, finding in enumerate(findings, start=1):
        if finding.start < place or finding.start == finding.end:
            continue
        pieces += [Piece(text[place : finding.start]), Piece(text[finding.start : finding.end], number)]
        place = finding.end
    return [piece for piece in [*pieces, Piece(text[place:])] if piece.text]


class RulesViewMixin(WagtailAdminTemplateMixin):
    """For everybody who may see, add or change rules."""

    _show_breadcrumbs = True
    header_icon = "clipboard-list"

    def dispatch(self, request, *args, **kwargs):
        policy = policy_registry.get_by_type(ClaimRule)
        if not policy.user_has_any_permission(request.user, ["view", "add", "change", "delete"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("claim_rules:index"), "label": _("Claim rules")},
            {"url": "", "label": self.get_page_title()},
        ]


class BenchView(RulesViewMixin, FormView):
    """Type a text, see what the rules in force find in it."""

    template_name = "wagtailadmin/review/bench.html"
    page_title = gettext_lazy("Try the rules")
    form_class = BenchForm

    def form_valid(self, form):
        text = form.cleaned_data["text"]
        findings = check({"text": text}, country=form.cleaned_data["country"], rules=self.rules)
        rows = [(number, finding, kind_title(finding.kind)) for number, finding in enumerate(findings, start=1)]
        context = self.get_context_data(form=form, pieces=pieces_of(text, findings), rows=rows, is_checked=True)
        return self.render_to_response(context)

    @cached_property
    def rules(self):
        """What the text is tried on."""
        return rules_in_force()

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "rules_version": self.rules.version}


class ShippedRulesView(RulesViewMixin, TemplateView):
    """Every rule that ships with the site, and who switched which off."""

    template_name = "wagtailadmin/review/shipped_rules.html"
    page_title = gettext_lazy("Shipped rules")

    def get_context_data(self, **kwargs):
        disabled = {row.rule: row for row in DisabledRule.objects.select_related("disabled_by")}
        user, shipped = self.request.user, shipped_rules()
        rows = [
            {
                "rule": rule, "kind": kind_title(rule.kind), "disabled": disabled.get(rule.id),
                "can_switch": can_switch_rule(user, rule),
            }
            for rule in shipped.rules
        ]  # fmt: skip
        return {**super().get_context_data(**kwargs), "rows": rows, "rules_version": shipped.version}


class DisableRuleView(RulesViewMixin, FormView):
    """Asks for the reason before a rule is switched off."""

    template_name = "wagtailadmin/review/disable_rule.html"
    page_title = gettext_lazy("Switch off a rule")
    form_class = DisableForm

    def dispatch(self, request, *args, **kwargs):
        try:
            self.rule = shipped_rule(kwargs["rule_id"])
        except UnknownRule:
            return redirect("claim_rules:shipped")
        if request.user.is_authenticated and not can_switch_rule(request.user, self.rule):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        disable_rule(rule_id=self.rule.id, reason=form.cleaned_data["reason"], user=self.request.user)
        messages.success(self.request, _("Rule %(rule)s is switched off.") % {"rule": self.rule.id})
        return redirect("claim_rules:shipped")

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "rule": self.rule}


class EnableRuleView(View):
    """Switches a rule on again."""

    def post(self, request, rule_id):
        get_object_or_404(DisabledRule, rule=rule_id)
        try:
            enable_rule(rule_id=rule_id, user=request.user)
        except ReviewError as error:
            raise PermissionDenied from error
        messages.success(request, _("Rule %(rule)s is switched on.") % {"rule": rule_id})
        return redirect("claim_rules:shipped")
