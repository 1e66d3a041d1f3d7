"""The library in the Wagtail admin."""

from django import forms
from django.urls import path
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, StatusFlagColumn
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from clinicsite.library.forms import ReferenceForm
from clinicsite.library.models import GlossaryTerm, Reference
from clinicsite.library.rich_text import reference_url
from clinicsite.library.views.merging import DuplicatesView, MergeView
from clinicsite.library.views.pasting import PasteView
from clinicsite.library.views.references import (
    ReferenceCreateView,
    ReferenceIndexView,
    ReferenceInspectView,
    ReferenceUsageView,
)


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


class ReferenceViewSet(SnippetViewSet):
    """The reference library."""

    model = Reference
    icon = "openquote"
    index_view_class = ReferenceIndexView
    add_view_class = ReferenceCreateView
    usage_view_class = ReferenceUsageView
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
        "is_retracted", "retracted_on", "retraction_reason", "note",
    ]  # fmt: skip

    def get_edit_handler(self):
        panels = [*Reference.panels, FieldPanel("is_another_source")]
        return ObjectList(panels, base_form_class=ReferenceForm).bind_to_model(self.model)

    @cached_property
    def paste_view(self):
        """The box for citations, which ends in the form for a new reference."""
        return self.construct_view(PasteView, **self.get_add_view_kwargs())

    def get_urlpatterns(self):
        return [
            path("paste/", self.paste_view, name="paste"),
            path("duplicates/", DuplicatesView.as_view(), name="duplicates"),
            path("merge/<int:pk>/", MergeView.as_view(), name="merge"),
            *super().get_urlpatterns(),
        ]


class GlossaryTermCreateView(CreateView):
    """A new term; the report of abbreviations brings the word along."""

    def get_initial(self):
        term = self.request.GET.get("term", "")[:80]
        return {**super().get_initial(), "term": term, "slug": slugify(term)} if term else super().get_initial()


class GlossaryTermViewSet(SnippetViewSet):
    """The glossary."""

    model = GlossaryTerm
    icon = "help"
    add_view_class = GlossaryTermCreateView
    list_display = [
        "term",
        "also_called",
        "definition",
        StatusFlagColumn("is_explained", label=_("In texts"), true_label=_("Explained")),
    ]
    list_filter = ["is_explained"]
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
