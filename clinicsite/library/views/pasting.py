"""Adding a reference from what an editor pasted."""

from django.contrib import messages
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.snippets.views.snippets import CreateView

from clinicsite.library.errors import LookupFailed
from clinicsite.library.forms import PasteForm
from clinicsite.library.lookup import is_lookup_on, look_up
from clinicsite.library.models import Reference
from clinicsite.library.pasted import PastedCitation, read_citation

WANTED = ["authors", "title", "year", "journal", "kind"]
IDENTIFIERS = ("doi", "pmid", "pmcid")


class PasteView(CreateView):
    """One box; then the ordinary form with what was read, to be checked. Only that form saves."""

    page_title = gettext_lazy("Add from a citation")
    paste_template_name = "wagtailadmin/library/paste.html"
    filled_template_name = "wagtailadmin/library/pasted.html"
    citation: PastedCitation | None = None

    def get(self, request, *args, **kwargs):
        return self.render_paste_form(PasteForm())

    def post(self, request, *args, **kwargs):
        paste_form = PasteForm(request.POST)
        if not paste_form.is_valid():
            return self.render_paste_form(paste_form)
        self.object = None
        self.pasted = paste_form.cleaned_data["pasted"]
        self.citation = self.completed(read_citation(self.pasted))
        self.template_name = self.filled_template_name
        return self.render_to_response(self.get_context_data())

    def completed(self, citation: PastedCitation) -> PastedCitation:
        """What was read, with the record of its number where lookups are on. What was pasted wins."""
        identifiers = {name: citation.fields.get(name, "") for name in ("doi", "pmid")}
        if citation.fields.get("title") or not is_lookup_on() or not any(identifiers.values()):
            return citation
        try:
            found = look_up(**identifiers)
        except LookupFailed:
            messages.warning(self.request, _("The library that was asked gave no answer. Fill in the fields by hand."))
            return citation
        citation.fields = {**found.fields, **citation.fields}
        return citation

    def render_paste_form(self, form):
        """The box, with whatever was typed."""
        self.template_name = self.paste_template_name
        self.object = None
        return self.render_to_response({**super().get_context_data(), "paste_form": form})

    def get_initial_form_instance(self):
        if self.citation is None:
            return None
        fields = {name: value for name, value in self.citation.fields.items() if hasattr(Reference, name)}
        unread = "\n".join(self.citation.unread)
        note = _("Left over from what was pasted: %(text)s") % {"text": unread} if unread else ""
        return Reference(key=suggested_key(fields), note=note, **fields)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        # The box was sent, not the form.
        kwargs.pop("data", None)
        kwargs.pop("files", None)
        return kwargs

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        fields = self.citation.fields
        same = {name: fields.get(name) or "" for name in (*IDENTIFIERS, "title")}
        return {
            **context,
            "citation": self.citation,
            "pasted": self.pasted,
            "missing": [Reference._meta.get_field(name).verbose_name for name in WANTED if not fields.get(name)],
            "has_only_a_number": not fields.get("title") and any(fields.get(name) for name in IDENTIFIERS),
            "known": Reference.objects.same_source_as(year=fields.get("year"), **same),
        }


def suggested_key(fields: dict) -> str:
    """`sigtermans-2009`, with a number behind it where another reference has that key."""
    reference = Reference(authors=fields.get("authors", ""), title=fields.get("title", ""), year=fields.get("year"))
    base = slugify(reference.short_name)[:70] or "source"
    taken = set(Reference.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(key for key in [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))] if key not in taken)
