"""Wagtail's redirect screens, without circles and detours."""

from django.core.exceptions import SuspiciousOperation
from django.shortcuts import redirect, render
from django.utils.encoding import force_str
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.contrib.redirects.forms import ConfirmImportForm, ConfirmImportManagementForm, ImportForm
from wagtail.contrib.redirects.utils import get_file_storage, get_import_formats, get_supported_extensions
from wagtail.contrib.redirects.views import CreateView, EditView, permission_checker

from clinicsite.editing.actions import import_redirects
from clinicsite.editing.forms import CircleFreeRedirectForm
from clinicsite.editing.redirects import flatten_chains


class CreateRedirectView(CreateView):
    """Refuses circles, and lets redirects that led here lead straight on."""

    form_class = CircleFreeRedirectForm

    def save_instance(self):
        instance = super().save_instance()
        flatten_chains()
        return instance


class EditRedirectView(EditView):
    """Refuses circles, and lets redirects that led here lead straight on."""

    form_class = CircleFreeRedirectForm

    def save_instance(self):
        instance = super().save_instance()
        flatten_chains()
        return instance


@permission_checker.require_any("add")
@require_POST
def process_import(request):
    """The last step of the import: all rows in one transaction, refused ones in a table with the reason."""
    management = ConfirmImportManagementForm(request.POST)
    if not management.is_valid():
        raise SuspiciousOperation("The name of the imported file was changed.")
    table, storage = _stored_table(management.cleaned_data)
    form = ConfirmImportForm(table.headers, request.POST, initial=management.cleaned_data)
    if not form.is_valid():
        return render(request, "wagtailredirects/confirm_import.html", {"form": form, "dataset": table})
    values = form.cleaned_data
    columns = int(values["from_index"]), int(values["to_index"])
    outcome = import_redirects(
        rows=((row[columns[0]], row[columns[1]]) for row in table),
        user=request.user,
        site=values["site"],
        is_permanent=values["permanent"],
    )
    storage.remove()
    if outcome.errors:
        context = {"form": ImportForm(get_supported_extensions()), "import_summary": outcome}
        return render(request, "wagtailredirects/import_summary.html", context)
    words = ngettext("Imported %(total)d redirect", "Imported %(total)d redirects", outcome.total)
    messages.success(request, words % {"total": outcome.total})
    return redirect("wagtailredirects:index")


def _stored_table(values: dict):
    file_format = get_import_formats()[int(values["input_format"])]()
    storage = get_file_storage()(name=values["import_file_name"])
    content = storage.read(file_format.get_read_mode())
    return file_format.create_dataset(content if file_format.is_binary() else force_str(content, "utf-8")), storage
