"""The record of a page's reviews, also of a page that was deleted: to read, to print, as a file."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from clinicsite.core.spreadsheet import write_csv
from clinicsite.review.compliance import COLUMNS, Record, record_of, records_of_deleted_pages
from clinicsite.review.models import MedicallyReviewedMixin
from clinicsite.review.permissions import can_export_compliance


class RecordMixin:
    """For those who may take records out. `page_id` in the address is the number of a page that may be gone."""

    def dispatch(self, request, *args, **kwargs):
        if not can_export_compliance(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def record(self) -> Record:
        """The record. Raises Http404 where nothing is known of the page, PermissionDenied where it is not clinical."""
        record = record_of(self.kwargs["page_id"])
        if record is None:
            raise Http404
        if record.page and not isinstance(record.page, MedicallyReviewedMixin):
            raise PermissionDenied
        return record


class ComplianceRecordView(RecordMixin, WagtailAdminTemplateMixin, TemplateView):
    """The record of a page, to read or print."""

    template_name = "wagtailadmin/review/record.html"
    page_title = gettext_lazy("Record of reviews")
    header_icon = "clipboard-list"

    def get_context_data(self, **kwargs):
        log_export(self.record, self.request.user, _("on screen"))
        return {**super().get_context_data(**kwargs), "record": self.record}


class ComplianceFileView(RecordMixin, View):
    """The same as a file."""

    def get(self, request, page_id):
        record = self.record
        log_export(record, request.user, "CSV")
        rows = [entry.cells for entry in record.entries]
        rows += [("", _("Version"), "", "", f"{name}: {version}", "") for name, version in record.versions]
        response = HttpResponse(write_csv(COLUMNS, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="review-record-{record.key}.csv"'
        return response


class DeletedPagesView(RecordMixin, WagtailAdminTemplateMixin, TemplateView):
    """Pages that were deleted and of which something was recorded, each with the way to its record."""

    _show_breadcrumbs = True
    template_name = "wagtailadmin/review/deleted_pages.html"
    page_title = gettext_lazy("Records of deleted pages")
    header_icon = "clipboard-list"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "rows": records_of_deleted_pages()}


class DeletedPagesMenuItem(MenuItem):
    """In the menu of reports."""

    def __init__(self):
        super().__init__(
            gettext_lazy("Records of deleted pages"), reverse("review_records_of_deleted"),
            name="records-of-deleted-pages", icon_name="clipboard-list", order=746,
        )  # fmt: skip

    def is_shown(self, request):
        return can_export_compliance(request.user)


def log_export(record: Record, user, form: str) -> None:
    """Who took the record out, and how. The log of a deleted page goes on where it ended."""
    data = {"reason": str(form)}
    if record.page:
        log(instance=record.page, action="review.export_compliance", user=user, data=data)
        return
    last = PageLogEntry.objects.filter(page_id=record.key).first()
    row = PageLogEntry(
        page_id=record.key, content_type=last.content_type if last else None, label=record.title, user=user,
        action="review.export_compliance", data=data, deleted=True, timestamp=timezone.now(), uuid=uuid4(),
    )  # fmt: skip
    # Saved by itself, a row would ask for a page that is there.
    PageLogEntry.objects.bulk_create([row])
