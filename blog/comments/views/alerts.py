"""Urgent comments in the Wagtail admin: what is open, what to do about each, and who has it."""

from django import forms
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import registry as log_registry

from blog.comments.actions.alerts import (
    LONGEST_OUTCOME,
    acknowledge_alert,
    close_alert,
    hand_over_alert,
    next_escalation,
    record_steps,
    reply_privately,
)
from blog.comments.care_steps import lines_for, steps_for
from blog.comments.errors import AlreadyAnswered, NoAddress, OutcomeMissing, ReplyRefused
from blog.comments.masking import parts
from blog.comments.models import OnCallShift, UrgentAlert
from blog.comments.permissions import can_answer_urgent, can_moderate
from blog.comments.settings_of import settings_for
from blog.comments.triage import TITLES
from blog.comments.views.gate import AllowedOnlyMixin, UncachedMixin
from clinicsite.core.letterhead import letterhead_for

LONGEST_REPLY = 2000


class AnswererRequiredMixin(AllowedOnlyMixin, UncachedMixin):
    """For people who may answer urgent comments."""

    is_allowed = staticmethod(can_answer_urgent)


class ClosingForm(forms.Form):
    """What was done, in words."""

    outcome = forms.CharField(
        label=_("What was done"),
        max_length=LONGEST_OUTCOME // 2,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Who was called or told, and when. No names of readers. Only people who answer urgent comments see it."
        ),
        error_messages={"required": _("Write what was done, in a sentence or two.")},
    )


class PrivateReplyForm(forms.Form):
    """A mail from one person to the writer of an urgent comment."""

    text = forms.CharField(
        label=_("Your words"), max_length=LONGEST_REPLY, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "The mail begins with where help is, and quotes nothing of the comment. You do not see the address. "
            "Sign with your own name below."
        ),
        error_messages={"required": _("Write a few words.")},
    )  # fmt: skip


class AlertIndexView(AnswererRequiredMixin, generic.IndexView):
    """Open alerts first, the oldest on top; then the closed ones."""

    template_name = "wagtailadmin/comments/safety/alerts.html"
    table_classname = "listing safety-cards"
    page_title = _("Urgent comments")
    is_searchable = False
    default_ordering = None

    def get_base_queryset(self):
        alerts = UrgentAlert.objects.select_related("comment__page", "acknowledged_by", "closed_by")
        if self.shows_closed:
            return alerts.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")
        return alerts.filter(closed_at__isnull=True).order_by("raised_at", "pk")

    @property
    def shows_closed(self) -> bool:
        """True for the list of what is done."""
        return self.request.GET.get("show") == "closed"

    def order_queryset(self, queryset):
        return queryset

    @cached_property
    def columns(self):
        return [
            KindColumn("kind", label=_("Kind"), width="25%"),
            AgeColumn("raised_at", label=_("Waiting"), width="25%"),
            StateColumn("state", label=_("How it stands")),
        ]

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "shows_closed": self.shows_closed,
            "closed_count": UrgentAlert.objects.filter(closed_at__isnull=False).count(),
            "open_count": UrgentAlert.objects.still_open().count(),
        }


class KindColumn(TitleColumn):
    """The kind and the number; never a word or a name of the comment."""

    def get_value(self, instance):
        return gettext("%(kind)s, no. %(number)d") % {"kind": TITLES[instance.label], "number": instance.pk}

    def get_link_url(self, instance, parent_context):
        return reverse("urgent_alerts:inspect", args=[instance.pk])


class AgeColumn(Column):
    """Since when, and when the next people are called."""

    cell_template_name = "wagtailadmin/comments/safety/alert_age_cell.html"


class StateColumn(Column):
    """Who looks after it."""

    cell_template_name = "wagtailadmin/comments/safety/alert_state_cell.html"


class AlertInspectView(AnswererRequiredMixin, generic.InspectView):
    """The comment with its details covered, and beside it the steps to take."""

    template_name = "wagtailadmin/comments/safety/alert.html"
    page_title = _("Urgent comment")
    closing_form: ClosingForm | None = None
    reply_form: PrivateReplyForm | None = None
    findings: list = []  # noqa: RUF012 (replaced, never changed)

    def get_page_subtitle(self):
        return gettext("%(kind)s, no. %(number)d") % {"kind": TITLES[self.object.label], "number": self.object.pk}

    def get_context_data(self, **kwargs):
        alert = self.object
        comment = alert.comment
        clinic = letterhead_for(comment.page).clinic
        has_address = bool(comment.commenter and comment.commenter.address_sealed)
        return {
            **super().get_context_data(**kwargs),
            "alert": alert,
            "comment": comment,
            "text_parts": parts(comment.waiting_text, comment.judgement.get("identifiers")),
            "kind": TITLES[alert.label],
            "steps": steps_for(alert.label, clinic.country, has_address=has_address),
            "lines": lines_for(clinic.country),
            "has_address": has_address,
            "may_write": has_address and not comment.commenter.mail_stopped_at,
            "next_call": None
            if alert.acknowledged_at or alert.closed_at
            else next_escalation(alert, settings_for(comment)),
            "now": timezone.now(),
            "is_mine": alert.acknowledged_by_id == self.request.user.pk,
            "may_moderate": can_moderate(self.request.user),
            "history": log_registry.get_logs_for_instance(alert).select_related("user").order_by("timestamp", "pk"),
            "closing_form": self.closing_form or ClosingForm(),
            "reply_form": self.reply_form or PrivateReplyForm(),
            "findings": self.findings,
        }


class AlertActionView(AnswererRequiredMixin, View):
    """One button of the screen: acts, says what happened, and goes back to the screen."""

    http_method_names = ["post"]

    def post(self, request, pk):
        alert = get_object_or_404(UrgentAlert.objects.select_related("comment__page", "comment__commenter"), pk=pk)
        try:
            answer = self.act(alert)
        except AlreadyAnswered as error:
            messages.warning(request, already_answered_message(error.alert))
            answer = None
        return answer or HttpResponseRedirect(reverse("urgent_alerts:inspect", args=[pk]))

    def act(self, alert):
        """Do it. Returns an answer only where the screen has to be shown again with a fault."""
        raise NotImplementedError

    def screen(self, alert, **attributes):
        """The screen once more, with what was typed."""
        view = AlertViewSet().inspect_view_with(**attributes)
        self.request.method = "GET"
        response = view(self.request, pk=alert.pk)
        response.status_code = 422
        return response


class AcknowledgeView(AlertActionView):
    """I am looking after this."""

    def act(self, alert):
        acknowledge_alert(alert=alert, person=self.request.user)
        messages.success(self.request, _("You are looking after this now. Nobody else is called."))


class HandOverView(AlertActionView):
    """Somebody else, please."""

    def act(self, alert):
        hand_over_alert(alert=alert, person=self.request.user)
        messages.success(
            self.request, _("Handed over. The others on call, or the clinic’s address, are being told now.")
        )


class StepsView(AlertActionView):
    """Which steps were taken."""

    def act(self, alert):
        known = [step.key for step in steps_for(alert.label, "", has_address=True)] + ["no-address"]
        chosen = self.request.POST.getlist("step")
        record_steps(alert=alert, person=self.request.user, steps=[key for key in known if key in chosen])
        messages.success(self.request, _("Stored which steps were taken."))


class CloseView(AlertActionView):
    """Done, with words."""

    def act(self, alert):
        form = ClosingForm(self.request.POST)
        if form.is_valid():
            try:
                close_alert(alert=alert, person=self.request.user, outcome=form.cleaned_data["outcome"])
            except OutcomeMissing:
                form.add_error("outcome", _("Write what was done, in a sentence or two."))
            else:
                messages.success(self.request, _("Closed. What was done is on record."))
                return None
        return self.screen(alert, closing_form=form)


class PrivateReplyView(AlertActionView):
    """A mail to the writer, from one person to another."""

    def act(self, alert):
        form = PrivateReplyForm(self.request.POST)
        findings = []
        if form.is_valid():
            try:
                reply_privately(alert=alert, person=self.request.user, text=form.cleaned_data["text"])
            except ReplyRefused as error:
                findings = error.findings
                form.add_error("text", _("This must not be said, not even in private: the address may not be theirs."))
            except NoAddress:
                form.add_error(None, _("There is no address to write to any more."))
            else:
                messages.success(self.request, _("Your reply is on its way."))
                return None
        return self.screen(alert, reply_form=form, findings=findings)


class AlertStateView(AnswererRequiredMixin, View):
    """For the banner: how many alerts wait for the person who asks. Says nothing else."""

    http_method_names = ["get"]

    def get(self, request):
        return JsonResponse({"waiting": waiting_for(request.user)})


def waiting_for(user) -> int:
    """How many alerts nobody has acknowledged, for somebody who is on call now; 0 for everybody else."""
    if not (user.is_authenticated and can_answer_urgent(user)):
        return 0
    waiting = UrgentAlert.objects.unanswered().count()
    if not waiting or not OnCallShift.objects.at(timezone.now()).filter(person=user).exists():
        return 0
    return waiting


def already_answered_message(alert) -> str:
    """Tells a person who was faster."""
    if alert.closed_at:
        return gettext("%(person)s has closed this already. Nothing was changed.") % {"person": _name(alert.closed_by)}
    if alert.acknowledged_at:
        return gettext("%(person)s is looking after this already. Nothing was changed.") % {
            "person": _name(alert.acknowledged_by)
        }
    return gettext("Nobody is looking after this now. Nothing was changed.")


def _name(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else gettext("Somebody")


class AlertsMenuItem(MenuItem):
    """The menu entry, with the number of open alerts."""

    def is_shown(self, request):
        return can_answer_urgent(request.user)

    def render_component(self, request):
        still_open = UrgentAlert.objects.still_open().count()
        label = gettext("Urgent comments (%d)") % still_open if still_open else self.label
        return LinkMenuItem(
            self.name, label, self.url, icon_name=self.icon_name, classname=self.classname, attrs=self.attrs
        )


class AlertViewSet(ModelViewSet):
    """Alerts are looked at, acknowledged and closed here. Nobody writes or deletes one."""

    model = UrgentAlert
    name = "urgent_alerts"
    url_prefix = "comments/urgent"
    icon = "warning"
    menu_label = _("Urgent comments")
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    exclude_form_fields = []
    index_view_class = AlertIndexView
    inspect_view_class = AlertInspectView
    index_template_name = AlertIndexView.template_name
    inspect_template_name = AlertInspectView.template_name
    menu_item_class = AlertsMenuItem

    def get_common_view_kwargs(self, **kwargs):
        kwargs = super().get_common_view_kwargs(**kwargs)
        absent = ("history_url_name", "usage_url_name", "add_url_name", "edit_url_name", "delete_url_name")
        return {name: value for name, value in kwargs.items() if name not in absent}

    def register_admin_url_finder(self):
        """Alerts have no edit view to find."""

    def inspect_view_with(self, **attributes):
        """The screen of an alert with forms that were typed into."""
        return self.construct_view(self.inspect_view_class, **{**self.get_inspect_view_kwargs(), **attributes})

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("state/", AlertStateView.as_view(), name="state"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/acknowledge/", AcknowledgeView.as_view(), name="acknowledge"),
            path("<int:pk>/hand-over/", HandOverView.as_view(), name="hand_over"),
            path("<int:pk>/steps/", StepsView.as_view(), name="steps"),
            path("<int:pk>/close/", CloseView.as_view(), name="close"),
            path("<int:pk>/reply/", PrivateReplyView.as_view(), name="reply"),
        ]
