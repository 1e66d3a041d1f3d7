"""The library in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.generic.chooser import ChosenView

from clinicsite.library.models import GlossaryTerm, Reference


class CitationChosenView(ChosenView):
    """Tells the rich-text editor the short name to put into the text."""

    def get_chosen_response_data(self, item):
        return {**super().get_chosen_response_data(item), "title": item.short_name, "url": self.get_edit_item_url(item)}


class CitationChooserViewSet(ChooserViewSet):
    """The window that opens from the citation button."""

    model = Reference
    icon = "openquote"
    choose_one_text = _("Choose a reference")
    per_page = 20
    chosen_view_class = CitationChosenView


class ReferenceViewSet(SnippetViewSet):
    """The reference library."""

    model = Reference
    icon = "openquote"
    list_display = ["__str__", "kind", "year", "last_checked", BooleanColumn("is_retracted", label=_("Retracted"))]
    list_filter = ["kind", "is_retracted", "year"]
    search_fields = ["title", "authors", "key", "doi", "pmid"]
    ordering = ["authors", "year"]
    list_per_page = 50
    inspect_view_enabled = True


class GlossaryTermViewSet(SnippetViewSet):
    """The glossary."""

    model = GlossaryTerm
    icon = "help"
    list_display = ["term", "definition"]
    search_fields = ["term", "also_called", "definition"]
    list_per_page = 50


class LibraryViewSetGroup(SnippetViewSetGroup):
    """One menu for what pages share."""

    menu_label = _("Library")
    menu_icon = "openquote"
    menu_order = 250
    items = (ReferenceViewSet, GlossaryTermViewSet)


citation_chooser_viewset = CitationChooserViewSet("citation_chooser")
