"""What editors type about references."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.snippets.widgets import AdminSnippetChooser

from clinicsite.library.models import Reference
from clinicsite.library.pasted import LONGEST_PASTE
from clinicsite.library.retraction_list import NoRetractionList, decoded, read_retractions

LARGEST_LIST = 150 * 1024 * 1024


class ReferenceForm(WagtailAdminModelForm):
    """A reference by its fields. The same title in the same year is probably the same source."""

    is_another_source = forms.BooleanField(
        label=_("Another source of the same title and year"),
        required=False,
        help_text=_("Tick it only if you were told that the library has this source, and it is not the same."),
    )

    def clean(self):
        cleaned = super().clean()
        title, year = cleaned.get("title"), cleaned.get("year")
        if title and year and not cleaned.get("is_another_source") and {"title", "year"} & set(self.changed_data):
            twin = Reference.objects.same_source_as(title=title, year=year).exclude(pk=self.instance.pk).first()
            if twin:
                words = _(
                    "The library has “%(reference)s” with this title and year. Cite that one, or say below that this "
                    "is another."
                )
                self.add_error("title", words % {"reference": twin})
        return cleaned


class PasteForm(forms.Form):
    """One box for whatever an editor has at hand."""

    pasted = forms.CharField(
        label=_("DOI, PubMed number or citation"),
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Paste one source: a DOI, a PubMed number or address, a line of a reference list, PubMed's “Cite” text, "
            "RIS or BibTeX. Nothing is saved before you have checked the fields."
        ),
    )


class MergeForm(forms.Form):
    """Which reference stays."""

    kept = forms.ModelChoiceField(
        label=_("Keep this reference"),
        queryset=Reference.objects.all(),
        widget=AdminSnippetChooser(Reference),
        help_text=_("Every citation will lead to it."),
    )

    def __init__(self, *args, merged: Reference, **kwargs):
        super().__init__(*args, **kwargs)
        self.merged = merged

    def clean_kept(self):
        kept = self.cleaned_data["kept"]
        if kept == self.merged:
            raise forms.ValidationError(_("Choose another reference: this is the one that would go."))
        return kept


class RetractionListForm(forms.Form):
    """A list of retracted papers."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "The file of Retraction Watch as it is, or a table with the columns doi, pmid, reason and date. "
            "You see what it would change before anything is changed."
        ),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_LIST:
            raise forms.ValidationError(_("The file is larger than 150 MB."))
        try:
            self.found = read_retractions(decoded(file.read()))
        except NoRetractionList as error:
            raise forms.ValidationError(
                _("This is no list of retractions: it needs a column “doi”, “pmid” or “OriginalPaperDOI”.")
            ) from error
        return file
