"""The citation button of the rich-text editor: how a citation is stored, shown and traced."""

from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.rich_text import LinkHandler

from clinicsite.library.models import Reference


class CitationLinkHandler(LinkHandler):
    """Leaves the stored markup alone: the number depends on the page, which `{% story %}` knows."""

    identifier = "citation"

    @staticmethod
    def get_model():
        return Reference

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [f'<a linktype="citation" id="{attrs.get("id", "")}">' for attrs in attrs_list]

    @classmethod
    def extract_references(cls, attrs):
        reference_id = attrs.get("id", "")
        if reference_id.isdigit():
            yield Reference, reference_id, "", ""


class CitationElementHandler(LinkElementHandler):
    """Reads a stored citation into the editor."""

    def get_attribute_data(self, attrs):
        return {"id": attrs.get("id")}


def citation_entity(props):
    """Writes a citation from the editor to the database."""
    return DOM.create_element("a", {"linktype": "citation", "id": props.get("id")}, props["children"])


CITATION_CONVERSION_RULE = {
    "from_database_format": {'a[linktype="citation"]': CitationElementHandler("CITATION")},
    "to_database_format": {"entity_decorators": {"CITATION": citation_entity}},
}
