"""The library in the Wagtail admin."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column, StatusFlagColumn
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet, SnippetViewSetGroup

from clinicsite.library.models import GlossaryTerm, Reference
from clinicsite.library.rich_text import reference_url


class CitationSearchForm(BaseFilterForm):
    """The search field of the chooser."""

    q = forms.CharField(label=_("Author, year, words of the title, DOI or PubMed number"), required=False)

    def filter(self, objects):
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return super().filter(objects).matching(self.search_query)


class CitationListMixin:
    """What an editor needs to know to choose: which source, what sort of evidence, and whether it still stands."""

    filter_form_class = CitationSearchForm

    @property
    def columns(self):
        return [
            self.title_column,
            Column("kind", label=_("Evidence"), accessor="get_kind_display", width="22%"),
            StatusFlagColumn("is_retracted", label=_("Standing"), true_label=_("Retracted"), width="12%"),
        ]


class CitationChooseView(CitationListMixin, ChooseView):
    """The window with its search field."""


class CitationChooseResultsView(CitationListMixin, ChooseResultsView):
    """The list inside the window."""


class CitationChosenView(ChosenView):
    """Tells the rich-text editor the short name to put into the text."""

    def get_display_title(self, instance):
        return instance.short_name

    def get_chosen_response_data(self, item):
        return {**super().get_chosen_response_data(item), "url": reference_url(item.pk)}


class CitationChooserViewSet(ChooserViewSet):
    """The window that opens from the citation button."""

    model = Reference
    icon = "openquote"
    choose_one_text = _("Choose a reference")
    per_page = 10
    choose_view_class = CitationChooseView
    choose_results_view_class = CitationChooseResultsView
    chosen_view_class = CitationChosenView
    register_widget = False


class ReferenceIndexView(IndexView):
    """The list of references, searched as the chooser searches."""

    def search_queryset(self, queryset):
        return queryset.matching(self.search_query) if self.is_searching else queryset


class ReferenceInspectView(InspectView):
    """A reference in full: where a citation in the rich-text editor leads."""

    labels = {
        "issue_line": _("Year, volume and pages"),
        "doi_url": "DOI",
        "pubmed_url": "PubMed",
        "pmc_url": "PubMed Central",
    }

    def get_fields_context(self):
        """Only what is known about the source."""
        return [field for field in super().get_fields_context() if field.get("value") not in ("", None)]

    def get_field_label(self, field_name, field):
        return self.labels.get(field_name) or super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name, field):
        if field_name == "url" or field_name.endswith("_url"):
            address = getattr(self.object, field_name)
            return format_html('<a href="{0}" rel="noreferrer">{0}</a>', address) if address else ""
        if field_name == "is_retracted":
            return _("Yes") if self.object.is_retracted else _("No")
        return super().get_field_display_value(field_name, field)


class ReferenceViewSet(SnippetViewSet):
    """The reference library."""

    model = Reference
    icon = "openquote"
    index_view_class = ReferenceIndexView
    list_display = [
        "__str__",
        Column("kind", label=_("Evidence"), accessor="get_kind_display", sort_key="kind"),
        "year",
        "last_checked",
        StatusFlagColumn("is_retracted", label=_("Standing"), true_label=_("Retracted"), sort_key="is_retracted"),
    ]
    list_filter = ["kind", "is_retracted", "year"]
    search_backend_name = None
    search_fields = ["title"]
    ordering = ["authors", "year"]
    list_per_page = 50
    inspect_view_enabled = True
    inspect_view_class = ReferenceInspectView
    inspect_view_fields = [
        "title", "authors", "journal", "issue_line", "kind", "doi_url", "pubmed_url", "pmc_url", "url", "last_checked",
        "is_retracted", "note",
    ]  # fmt: skip


class GlossaryTermViewSet(SnippetViewSet):
    """The glossary."""

    model = GlossaryTerm
    icon = "help"
    list_display = ["term", "also_called", "definition"]
    search_backend_name = None
    search_fields = ["term", "also_called", "definition"]
    list_per_page = 50


class LibraryViewSetGroup(SnippetViewSetGroup):
    """One menu for what pages share."""

    menu_label = _("Library")
    menu_icon = "openquote"
    menu_order = 250
    items = (ReferenceViewSet, GlossaryTermViewSet)


citation_chooser_viewset = CitationChooserViewSet("citation_chooser")
