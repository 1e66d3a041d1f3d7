"""What readers reported, in the admin: the queue, and one report with everything that can be done about it."""

import django_filters
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from clinicsite.review.actions.error_reports import answer_report, erase_report, handle_report
from clinicsite.review.errors import ChangedMeanwhile
from clinicsite.review.models import ErrorReport, ReportKind, ReportStatus
from clinicsite.review.permissions import can_handle_reports
from clinicsite.review.report_forms import AnswerReportForm, HandleReportForm
from clinicsite.review.views.gate import GateMixin

CHANGED_MEANWHILE = gettext_lazy(
    "Somebody has worked on this report since you opened it. Below is what you typed; look at how it stands, then "
    "store it again."
)


class HandlersOnlyMixin(GateMixin):
    """For people who may read and answer reports."""

    def is_allowed(self, user):
        return can_handle_reports(user)


class ErrorReportFilterSet(WagtailFilterSet):
    """By status, kind, owner and date."""

    status = django_filters.MultipleChoiceFilter(label=gettext_lazy("Status"), choices=ReportStatus.choices)
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=ReportKind.choices)
    mine = django_filters.BooleanFilter(label=gettext_lazy("Mine"), method="by_owner")
    overdue = django_filters.BooleanFilter(label=gettext_lazy("Overdue"), method="by_due_date")

    class Meta:
        model = ErrorReport
        fields = []

    def by_owner(self, queryset, name, value):
        """Those of whoever looks, or those of others and of nobody."""
        own = Q(owner=self.request.user)
        return queryset.filter(own) if value else queryset.exclude(own)

    def by_due_date(self, queryset, name, value):
        """Those past their day, or the others."""
        late = ErrorReport.objects.overdue().values("pk")
        return queryset.filter(pk__in=late) if value else queryset.exclude(pk__in=late)


class ReportColumn(TitleColumn):
    """Number and kind: the list quotes nobody."""

    def get_value(self, instance):
        urgent = _(" (may be urgent)") if instance.may_be_urgent and not instance.is_closed else ""
        return f"{instance}: {instance.get_kind_display()}{urgent}"

    def get_link_url(self, instance, parent_context):
        return reverse("error_reports:handle", args=[instance.pk])


class DueColumn(Column):
    """The day, and that it has passed where it has."""

    def get_value(self, instance):
        if instance.is_closed:
            return _("Closed")
        day = instance.due_on.strftime("%Y-%m-%d")
        return _("%(day)s, overdue") % {"day": day} if instance.is_overdue else day


class ErrorReportIndexView(HandlersOnlyMixin, generic.IndexView):
    """The queue, urgent ones first, then by the day they are due."""

    page_title = gettext_lazy("Error reports")
    filterset_class = ErrorReportFilterSet
    is_searchable = False
    default_ordering = "due_on"

    def get_base_queryset(self):
        return ErrorReport.objects.select_related("page", "owner")

    @cached_property
    def columns(self):
        return [
            ReportColumn("report", label=gettext_lazy("Report")),
            Column("page_title", label=gettext_lazy("Page")),
            Column("get_status_display", label=gettext_lazy("Status"), sort_key="status"),
            Column("owner", label=gettext_lazy("Owner")),
            DueColumn("due_on", label=gettext_lazy("Due"), sort_key="due_on"),
            DateColumn("created_at", label=gettext_lazy("Received"), sort_key="created_at"),
        ]


class HandleReportView(HandlersOnlyMixin, TemplateView):
    """One report: its words, how it stands, the answer."""

    http_method_names = ["get", "post"]
    template_name = "wagtailadmin/review/error_report.html"
    header_icon = "info-circle"

    def dispatch(self, request, *args, **kwargs):
        self.report = get_object_or_404(ErrorReport.objects.select_related("page", "owner"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return str(self.report)

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("error_reports:index"), "label": _("Error reports")},
            {"url": "", "label": str(self.report)},
        ]

    def get(self, request, pk):
        return self._screen()

    def post(self, request, pk):
        verbs = {"handle": self._handle, "answer": self._answer, "erase": self._erase}
        try:
            return verbs.get(request.POST.get("verb"), self._handle)()
        except ChangedMeanwhile:
            messages.error(request, CHANGED_MEANWHILE)
            typed = {"form": HandleReportForm(request.POST, report=self.report)} if "status" in request.POST else {}
            typed |= {"answer_form": AnswerReportForm(request.POST)} if "answer" in request.POST else {}
            return self._screen(409, **typed)

    def _handle(self):
        form = HandleReportForm(self.request.POST, report=self.report)
        if not form.is_valid():
            return self._screen(422, form=form)
        handle_report(report=self.report, user=self.request.user, seen=self._seen, **form.cleaned_data)
        return self._done(_("Stored."))

    def _answer(self):
        form = AnswerReportForm(self.request.POST)
        if not form.is_valid():
            return self._screen(422, answer_form=form)
        text = form.cleaned_data["answer"]
        report = answer_report(report=self.report, user=self.request.user, seen=self._seen, text=text)
        return self._done(_("Closed, and the answer is on its way.") if report.has_address else _("Closed."))

    def _erase(self):
        erase_report(report=self.report, user=self.request.user)
        return self._done(_("Text, address, notes and answer are erased."))

    @property
    def _seen(self):
        return self.request.POST.get("seen", "")

    def _done(self, message):
        messages.success(self.request, message)
        return redirect("error_reports:handle", self.report.pk)

    def _screen(self, status=200, *, form=None, answer_form=None):
        form = form or HandleReportForm(report=self.report)
        answer_form = answer_form or AnswerReportForm()
        context = self.get_context_data(
            report=self.report, form=form, answer_form=answer_form, media=form.media + answer_form.media,
            now=timezone.now(), seen=self.report.changed_at.isoformat(),
        )  # fmt: skip
        return self.render_to_response(context, status=status)


class ErrorReportsMenuItem(MenuItem):
    """Shown to those who may handle reports."""

    def is_shown(self, request):
        return can_handle_reports(request.user)


class ErrorReportViewSet(ModelViewSet):
    """The queue. Readers add to it, and time takes from it."""

    model = ErrorReport
    name = "error_reports"
    url_prefix = "error-reports"
    icon = "info-circle"
    menu_label = gettext_lazy("Error reports")
    menu_order = 215
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    form_fields = []
    index_view_class = ErrorReportIndexView
    filterset_class = ErrorReportFilterSet
    menu_item_class = ErrorReportsMenuItem

    def get_common_view_kwargs(self, **kwargs):
        kwargs = super().get_common_view_kwargs(**kwargs)
        absent = ("add_url_name", "edit_url_name", "history_url_name", "usage_url_name", "delete_url_name",
                  "inspect_url_name", "copy_url_name")  # fmt: skip
        return {name: value for name, value in kwargs.items() if name not in absent}

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", HandleReportView.as_view(), name="handle"),
        ]
