"""The log of side effects in the Wagtail admin, for the few who may see it."""

import django_filters
from django.db.models import Q
from django.forms import modelform_factory
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput, Button

from blog.comments.actions.adverse_events import (
    FIELDS,
    change_adverse_event,
    note_export,
    note_look,
    proposed_values,
    record_adverse_event,
)
from blog.comments.masking import parts
from blog.comments.models import AdverseEventReport, Comment
from blog.comments.permissions import can_moderate, can_record_adverse_events
from blog.comments.safety_summaries import medwatch, yellow_card
from blog.comments.triage import TITLES
from blog.comments.views.gate import AllowedOnlyMixin, UncachedMixin
from clinicsite.core.spreadsheet import write_csv

SUMMARIES = {"medwatch": (_("MedWatch, form FDA 3500"), medwatch), "yellow-card": (_("Yellow Card"), yellow_card)}
MISSING = Q(patient="") | Q(reporter=AdverseEventReport.Reporter.UNKNOWN) | Q(product="")


class RecorderRequiredMixin(AllowedOnlyMixin, UncachedMixin):
    """For people who may see and fill the log."""

    is_allowed = staticmethod(can_record_adverse_events)


ReportForm = modelform_factory(
    AdverseEventReport,
    form=WagtailAdminModelForm,
    fields=FIELDS,
    widgets={"passed_on_at": AdminDateInput},
    error_messages={"event": {"required": _("Write what happened, in a sentence. The rest can be added later.")}},
)


class ReportFilterSet(WagtailFilterSet):
    """By how serious, how complete, and whether it was passed on."""

    is_serious = django_filters.BooleanFilter(label=_("Serious"))
    is_incomplete = django_filters.BooleanFilter(label=_("Something is missing"), method="by_completeness")
    destination = django_filters.ChoiceFilter(
        label=_("Passed on to"),
        choices=[("none", _("Not passed on yet")), *[c for c in AdverseEventReport.Destination.choices if c[0]]],
        method="by_destination",
    )

    class Meta:
        model = AdverseEventReport
        fields = []

    def by_completeness(self, queryset, name, value):
        """Reports in which one of the four elements is missing, or none is."""
        return queryset.filter(MISSING) if value else queryset.exclude(MISSING)

    def by_destination(self, queryset, name, value):
        """Reports passed on to one place, or to none yet."""
        return queryset.filter(destination="" if value == "none" else value)


class NumberColumn(TitleColumn):
    """The report's number: the list names nobody and no event."""

    def get_value(self, instance):
        return str(instance)

    def get_link_url(self, instance, parent_context):
        return reverse("adverse_events:edit", args=[instance.pk])


class MissingColumn(Column):
    """Which of the four elements are missing."""

    cell_template_name = "wagtailadmin/comments/safety/missing_cell.html"


class SeriousColumn(Column):
    """Serious or not, in words."""

    def get_value(self, instance):
        return gettext("Serious") if instance.is_serious else gettext("Not serious")


class ReportIndexView(RecorderRequiredMixin, generic.IndexView):
    """What is on record, the latest first; also as a file."""

    page_title = _("Side effects")
    template_name = "wagtailadmin/comments/safety/adverse_events.html"
    table_classname = "listing safety-cards"
    filterset_class = ReportFilterSet
    is_searchable = False
    default_ordering = "-created_at"

    @cached_property
    def columns(self):
        return [
            NumberColumn("number", label=_("Report")),
            DateColumn("created_at", label=_("Recorded"), sort_key="created_at"),
            SeriousColumn("is_serious", label=_("Serious"), sort_key="is_serious"),
            MissingColumn("missing", label=_("Four elements")),
            Column("get_destination_display", label=_("Passed on to")),
        ]

    @cached_property
    def header_more_buttons(self):
        query = self.request.GET.urlencode()
        url = reverse("adverse_events:export") + (f"?{query}" if query else "")
        return [Button(_("Download as CSV"), url=url, icon_name="download", priority=10)]


class ReportExportView(RecorderRequiredMixin, View):
    """The log as a file, filtered as the list is. Each export is on record."""

    http_method_names = ["get"]

    def get(self, request):
        found = ReportFilterSet(request.GET, queryset=AdverseEventReport.objects.all(), request=request)
        reports = list(found.qs.order_by("pk")) if found.is_valid() else []
        note_export(person=request.user, count=len(reports))
        header = ["number", "recorded", *FIELDS, "missing"]
        rows = [
            [
                report.pk,
                timezone.localtime(report.created_at).isoformat(timespec="minutes"),
                *[getattr(report, name) for name in FIELDS],
                ", ".join(report.missing_elements),
            ]
            for report in reports
        ]
        response = HttpResponse(write_csv(header, rows), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="side-effects.csv"'
        return response


class ReportFormView(RecorderRequiredMixin, View):
    """Shows and takes a report's form, with the four elements and, to those who may see it, the comment beside."""

    http_method_names = ["get", "post"]
    template_name = "wagtailadmin/comments/safety/adverse_event.html"

    def show(self, form, report, comment, status=200):
        """The form with what stands beside it."""
        sees_comment = comment is not None and can_moderate(self.request.user)
        proposed = report or AdverseEventReport(**(proposed_values(comment) if comment else {}))
        context = {
            "form": form,
            "media": form.media,
            "report": report,
            "comment": comment if sees_comment else None,
            "text_parts": parts(comment.waiting_text, comment.judgement.get("identifiers")) if sees_comment else [],
            "labels": [TITLES[label] for label in comment.label_list if label in TITLES] if sees_comment else [],
            "elements": proposed.elements,
            "summaries": [(key, title) for key, (title, _summary) in SUMMARIES.items()],
            "list_url": reverse("adverse_events:index"),
        }
        return TemplateResponse(self.request, self.template_name, context, status=status)


class RecordView(ReportFormView):
    """A new report for a comment; the one it has already where there is one."""

    def get(self, request, comment_pk):
        comment = self._comment(comment_pk)
        if hasattr(comment, "adverse_event"):
            return HttpResponseRedirect(reverse("adverse_events:edit", args=[comment.adverse_event.pk]))
        return self.show(ReportForm(initial=proposed_values(comment), for_user=request.user), None, comment)

    def post(self, request, comment_pk):
        comment = self._comment(comment_pk)
        form = ReportForm(request.POST, for_user=request.user)
        if not form.is_valid():
            return self.show(form, None, comment, status=422)
        report = record_adverse_event(person=request.user, values=form.cleaned_data, comment=comment)
        messages.success(request, _("Recorded. %(missing)s") % {"missing": missing_words(report)})
        return HttpResponseRedirect(reverse("adverse_events:edit", args=[report.pk]))

    def _comment(self, comment_pk):
        # Whoever may only see the log learns nothing of comments by their numbers.
        if not can_moderate(self.request.user):
            raise Http404
        comments = Comment.objects.select_related("commenter", "adverse_event", "page")
        return get_object_or_404(comments, pk=comment_pk)


class AddReportView(ReportFormView):
    """A new report of something heard elsewhere, without any comment."""

    def get(self, request):
        return self.show(ReportForm(for_user=request.user), None, None)

    def post(self, request):
        form = ReportForm(request.POST, for_user=request.user)
        if not form.is_valid():
            return self.show(form, None, None, status=422)
        report = record_adverse_event(person=request.user, values=form.cleaned_data)
        messages.success(request, _("Recorded. %(missing)s") % {"missing": missing_words(report)})
        return HttpResponseRedirect(reverse("adverse_events:edit", args=[report.pk]))


class EditReportView(ReportFormView):
    """A report to complete or to correct. Opening it is on record."""

    def get(self, request, pk):
        report = self._report(pk)
        note_look(report=report, person=request.user, way="viewed")
        return self.show(ReportForm(instance=report, for_user=request.user), report, report.comment)

    def post(self, request, pk):
        report = self._report(pk)
        form = ReportForm(request.POST, instance=self._report(pk), for_user=request.user)
        if not form.is_valid():
            return self.show(form, report, report.comment, status=422)
        change_adverse_event(report=report, person=request.user, values=form.cleaned_data)
        messages.success(request, _("Stored. %(missing)s") % {"missing": missing_words(report)})
        return HttpResponseRedirect(reverse("adverse_events:edit", args=[pk]))

    def _report(self, pk):
        return get_object_or_404(AdverseEventReport.objects.select_related("comment__page"), pk=pk)


class SummaryView(RecorderRequiredMixin, View):
    """A report on paper, in the order of an authority's form. Not a word of the comment."""

    http_method_names = ["get"]

    def get(self, request, pk, kind):
        report = get_object_or_404(AdverseEventReport, pk=pk)
        if kind not in SUMMARIES:
            raise Http404
        title, summary = SUMMARIES[kind]
        note_look(report=report, person=request.user, way="printed")
        context = {"report": report, "title": title, "sections": summary(report), "today": timezone.localdate()}
        return TemplateResponse(request, "wagtailadmin/comments/safety/adverse_event_summary.html", context)


def missing_words(report: AdverseEventReport) -> str:
    """Which of the four elements are still missing, as a sentence."""
    if not report.missing_elements:
        return gettext("All four elements are there.")
    return gettext("Still missing: %(elements)s.") % {"elements": ", ".join(report.missing_elements)}


class ReportsMenuItem(MenuItem):
    """Shown to those who may see the log."""

    def is_shown(self, request):
        return can_record_adverse_events(request.user)


class ReportViewSet(ModelViewSet):
    """The log. Nothing in it is deleted by hand."""

    model = AdverseEventReport
    name = "adverse_events"
    url_prefix = "comments/side-effects"
    icon = "form"
    menu_label = _("Side effects")
    add_to_reference_index = False
    copy_view_enabled = False
    form_fields = FIELDS
    index_view_class = ReportIndexView
    index_template_name = ReportIndexView.template_name
    filterset_class = ReportFilterSet
    menu_item_class = ReportsMenuItem

    def get_common_view_kwargs(self, **kwargs):
        kwargs = super().get_common_view_kwargs(**kwargs)
        absent = ("history_url_name", "usage_url_name", "delete_url_name", "inspect_url_name", "copy_url_name")
        return {name: value for name, value in kwargs.items() if name not in absent}

    def register_admin_url_finder(self):
        """Nobody looks a report up from elsewhere."""

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", AddReportView.as_view(), name="add"),
            path("csv/", ReportExportView.as_view(), name="export"),
            path("comment/<int:comment_pk>/", RecordView.as_view(), name="record"),
            path("<int:pk>/", EditReportView.as_view(), name="edit"),
            path("<int:pk>/print/<slug:kind>/", SummaryView.as_view(), name="summary"),
        ]
