from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.snippets.models import register_snippet

from clinicsite.library.keeping import refuse_to_delete_cited
from clinicsite.library.rich_text import CITATION_CONVERSION_RULE, CitationLinkHandler
from clinicsite.library.viewsets import LibraryViewSetGroup, citation_chooser_viewset

register_snippet(LibraryViewSetGroup)


@hooks.register("register_admin_viewset")
def register_citation_chooser():
    return citation_chooser_viewset


@hooks.register("register_rich_text_features")
def register_citation_feature(features):
    features.register_link_type(CitationLinkHandler)
    features.register_editor_plugin(
        "draftail",
        "citation",
        EntityFeature(
            {
                "type": "CITATION",
                "icon": "openquote",
                "description": _("Reference"),
                "chooserUrls": {"citationChooser": reverse_lazy("citation_chooser:choose")},
            },
            js=["wagtailadmin/js/chooser-modal.js", "js/admin/citation.js"],
        ),
    )
    features.register_converter_rule("contentstate", "citation", CITATION_CONVERSION_RULE)


@hooks.register("before_delete_snippet")
def keep_cited_references(request, instances):
    return refuse_to_delete_cited(request, instances)
