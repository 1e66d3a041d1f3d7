"""The rota for urgent comments, as a snippet: who is on call, and where nobody is."""

import datetime

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSet

from blog.comments.models import OnCallShift
from blog.comments.rota import DAYS_AHEAD, days_from, gaps_between, midnight, weeks_later

MOST_WEEKS = 52


class ShiftForm(WagtailAdminModelForm):
    """A shift, and for how many further weeks it repeats."""

    repeat_weeks = forms.IntegerField(
        label=_("Repeat weekly"),
        required=False,
        min_value=0,
        max_value=MOST_WEEKS,
        initial=0,
        help_text=_("For how many further weeks, at the same time of day. 0: only this once."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["repeat_weeks"]
        person = self.fields.get("person")
        if person:
            person.queryset = person.queryset.filter(is_active=True).order_by("last_name", "first_name", "username")
            person.label_from_instance = lambda account: account.get_full_name() or account.get_username()

    def clean_person(self):
        person = self.cleaned_data["person"]
        if not person.has_perm("comments.handle_urgentalert"):
            raise forms.ValidationError(_("This account may not answer urgent comments. Give it a role that may."))
        if not person.email:
            raise forms.ValidationError(_("This account has no email address, so nobody could call this person."))
        return person


class ShiftCreateView(CreateView):
    """Makes a shift, and the same one in the weeks that follow."""

    @transaction.atomic
    def form_valid(self, form):
        response = super().form_valid(form)
        shift, weeks = form.instance, form.cleaned_data.get("repeat_weeks") or 0
        OnCallShift.objects.bulk_create(
            OnCallShift(
                person=shift.person,
                starts_at=weeks_later(shift.starts_at, week),
                ends_at=weeks_later(shift.ends_at, week),
                is_second=shift.is_second,
            )
            for week in range(1, weeks + 1)
        )
        if weeks:
            text = ngettext("And the same in the week after.", "And the same in the %d weeks after.", weeks)
            messages.success(self.request, text % weeks if "%d" in text else text)
        return response


class PersonColumn(TitleColumn):
    """Who, by the full name."""

    def get_value(self, instance):
        return instance.person.get_full_name() or instance.person.get_username()


class MomentColumn(Column):
    """A day and a time of day, in the site's time zone."""

    def get_value(self, instance):
        return date_format(timezone.localtime(getattr(instance, self.name)), "D j F Y, H:i")


class LineColumn(Column):
    """Whether the person is called first or second."""

    def get_value(self, instance):
        return gettext("second in line") if instance.is_second else gettext("first")


class RotaIndexView(IndexView):
    """The fortnight ahead in words above the list of shifts."""

    template_name = "wagtailadmin/comments/safety/rota.html"
    table_classname = "listing safety-cards"
    default_ordering = "starts_at"
    is_searchable = False

    def get_base_queryset(self):
        day_before = timezone.now() - datetime.timedelta(days=1)
        shifts = OnCallShift.objects.select_related("person")
        return shifts if self.request.GET.get("past") else shifts.filter(ends_at__gt=day_before)

    @cached_property
    def columns(self):
        return [
            PersonColumn("person", label=_("Person"), get_url=self.get_edit_url),
            MomentColumn("starts_at", label=_("From"), sort_key="starts_at", width="26%"),
            MomentColumn("ends_at", label=_("Until"), sort_key="ends_at", width="26%"),
            LineColumn("is_second", label=_("In line"), width="14%"),
        ]

    def get_context_data(self, **kwargs):
        now = timezone.now()
        last_day = timezone.localdate(now) + datetime.timedelta(days=DAYS_AHEAD)
        end = midnight(last_day)
        ahead = OnCallShift.objects.filter(person__is_active=True, ends_at__gt=now, starts_at__lt=end)
        shifts = list(ahead.select_related("person"))
        return {
            **super().get_context_data(**kwargs),
            "days": days_from(shifts, now),
            "gaps": gaps_between(shifts, now, end),
            "days_ahead": DAYS_AHEAD,
            "shows_past": bool(self.request.GET.get("past")),
        }


class RotaViewSet(SnippetViewSet):
    """Everybody with the right to see it may look; administrators write it."""

    model = OnCallShift
    icon = "calendar-alt"
    menu_label = _("On-call rota")
    index_view_class = RotaIndexView
    add_view_class = ShiftCreateView
    index_template_name = RotaIndexView.template_name
    copy_view_enabled = True
    inspect_view_enabled = False
    add_to_admin_menu = False
    menu_item_is_registered = True

    edit_handler = ObjectList(
        [*OnCallShift.panels, FieldPanel("repeat_weeks")], heading=_("Shift"), base_form_class=ShiftForm
    )
