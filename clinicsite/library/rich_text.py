"""The citation button of the rich-text editor: how a citation is stored, shown and traced."""

from django.urls import reverse
from django.utils.html import format_html
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.rich_text import LinkHandler

from clinicsite.library.models import Reference

NO_REFERENCE = ""


def reference_id_in(attributes) -> str:
    """The digits that name a reference, or NO_REFERENCE. What an editor's browser sends is not trusted."""
    candidate = str(attributes.get("id") or "")
    is_number = candidate.isascii() and candidate.isdigit() and len(candidate) <= 18
    return candidate if is_number else NO_REFERENCE


def reference_url(reference_id) -> str:
    """Where an editor reads a reference in full."""
    return reverse("wagtailsnippets_library_reference:inspect", args=[reference_id])


class CitationLinkHandler(LinkHandler):
    """Leaves the stored markup alone: the number depends on the page, which `{% story %}` knows."""

    identifier = "citation"

    @staticmethod
    def get_model():
        return Reference

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [format_html('<a linktype="citation" id="{}">', reference_id_in(attrs)) for attrs in attrs_list]

    @classmethod
    def extract_references(cls, attrs):
        if reference_id := reference_id_in(attrs):
            yield Reference, reference_id, "", ""


class CitationElementHandler(InlineEntityElementHandler):
    """Reads a stored citation into the editor. Its name cannot be edited by hand, only chosen anew or removed."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs):
        reference_id = reference_id_in(attrs)
        return {"id": reference_id, "url": reference_url(reference_id) if reference_id else None}


def citation_entity(props):
    """Writes a citation from the editor to the database."""
    return DOM.create_element("a", {"linktype": "citation", "id": reference_id_in(props)}, props["children"])


CITATION_CONVERSION_RULE = {
    "from_database_format": {'a[linktype="citation"]': CitationElementHandler("CITATION")},
    "to_database_format": {"entity_decorators": {"CITATION": citation_entity}},
}
