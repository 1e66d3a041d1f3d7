"""Claims that somebody let stand: the list, the form for another, and the way back."""

import datetime

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from clinicsite.review.actions import end_override, is_known_rule, override_claim
from clinicsite.review.errors import ExpiryTooFar, MissingReason
from clinicsite.review.forms import OverrideForm
from clinicsite.review.models import ClaimOverride
from clinicsite.review.permissions import can_override_claims, can_see_overrides

SOON = datetime.timedelta(days=30)
SEES_PAGES = ["add", "change", "publish"]


class OverrideFilterSet(WagtailFilterSet):
    """By how they stand."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Standing"),
        choices=[
            ("valid", gettext_lazy("Stands")),
            ("soon", gettext_lazy("Ends within 30 days")),
            ("ended", gettext_lazy("Ended")),
        ],
        method="by_state",
    )

    class Meta:
        model = ClaimOverride
        fields = ["state"]

    def by_state(self, queryset, name, value):
        """Overrides in one standing."""
        today = timezone.localdate()
        chosen = {"valid": queryset.valid, "ended": queryset.ended}
        return queryset.ending_by(today + SOON) if value == "soon" else chosen[value]()


class OverridesView(ReportView):
    """Every claim that was let stand: those that end soon first, then the others, then those that have ended."""

    results_template_name = "wagtailadmin/review/overrides_results.html"
    page_title = gettext_lazy("Claims let stand")
    header_icon = "clipboard-list"
    filterset_class = OverrideFilterSet
    index_url_name = "claim_overrides"
    index_results_url_name = "claim_overrides_results"
    model = ClaimOverride
    list_export = [
        "page_name", "rule", "words", "reason", "made_by", "made_at", "expires_on", "ended_at", "ended_by",
    ]  # fmt: skip
    export_headings = {"page_name": gettext_lazy("Page")}

    def dispatch(self, request, *args, **kwargs):
        if not can_see_overrides(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        today = timezone.localdate()
        is_over = Q(expires_on__lt=today) | Q(ended_at__isnull=False)
        place = Case(When(is_over, then=Value(1)), default=Value(0), output_field=IntegerField())
        rows = ClaimOverride.objects.select_related("page", "made_by", "ended_by").annotate(place=place)
        if not can_override_claims(self.request.user):
            policy = policy_registry.get_by_type(Page)
            rows = rows.filter(page__in=policy.instances_user_has_any_permission_for(self.request.user, SEES_PAGES))
        self.queryset = rows.order_by("place", F("expires_on").asc(), "-pk")
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list):
        today, may_end = timezone.localdate(), can_override_claims(self.request.user)
        for row in object_list:
            row.ends_soon = row.expires_on <= today + SOON
            row.may_be_ended = may_end and not row.has_ended(today)
        return object_list


class OverridesMenuItem(MenuItem):
    """In the menu of reports."""

    def is_shown(self, request):
        return can_see_overrides(request.user)


class OverrideView(WagtailAdminTemplateMixin, FormView):
    """Asks for the reason and the end before a claim is let stand.

    It is opened by a POST that names the rule and the words, so that the words of an unpublished page stand in no
    address and in no log.
    """

    _show_breadcrumbs = True
    template_name = "wagtailadmin/review/override.html"
    page_title = gettext_lazy("Let a claim stand")
    header_icon = "clipboard-list"
    form_class = OverrideForm
    http_method_names = ("get", "post")

    def dispatch(self, request, *args, **kwargs):
        if not can_override_claims(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> Page:
        """The page whose claim it is."""
        return get_object_or_404(Page.objects.filter(depth__gt=1), pk=self.kwargs["page_id"])

    def get(self, request, *args, **kwargs):
        """Somebody came without a claim, for example by going back."""
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def post(self, request, *args, **kwargs):
        words, rule = request.POST.get("words", ""), request.POST.get("rule", "")
        if not words.strip() or not is_known_rule(rule):
            messages.error(request, _("This claim is not known. Open it again from the page or from the report."))
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        if "reason" not in request.POST:
            return self.render_to_response(
                self.get_context_data(form=OverrideForm(initial={"rule": rule, "words": words}))
            )
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        values = form.cleaned_data
        try:
            override_claim(
                page=self.page, rule_id=values["rule"], words=values["words"], reason=values["reason"],
                expires_on=values["expires_on"], user=self.request.user,
            )  # fmt: skip
        except ExpiryTooFar:
            form.add_error("expires_on", _("Choose a day from today on, at most twelve months ahead."))
            return self.form_invalid(form)
        except MissingReason:
            form.add_error("reason", _("Say why it may stand."))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("The claim stands until %(day)s. If you came from the editor, go back to its tab: nothing is lost.")
            % {"day": values["expires_on"].strftime("%Y-%m-%d")},
        )
        return redirect("claim_overrides")

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("claim_overrides"), "label": _("Claims let stand")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        claim = context["form"].initial or self.request.POST
        return {**context, "page": self.page, "words": claim.get("words"), "rule": claim.get("rule")}


class EndOverrideView(View):
    """Opens a claim again."""

    http_method_names = ("post",)

    def post(self, request, pk):
        override = get_object_or_404(ClaimOverride, pk=pk)
        if not can_override_claims(request.user):
            raise PermissionDenied
        end_override(override=override, user=request.user)
        messages.success(request, _("The claim is open again."))
        return redirect("claim_overrides")
