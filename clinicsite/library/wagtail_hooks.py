from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.snippets.models import register_snippet

from clinicsite.library import log_actions
from clinicsite.library.keeping import refuse_to_delete_cited
from clinicsite.library.panels import RetractedSourcesPanel
from clinicsite.library.reports import (
    GlossaryReportView,
    RetractedSourcesReportView,
    glossary_menu_item,
    retracted_sources_menu_item,
)
from clinicsite.library.rich_text import CITATION_CONVERSION_RULE, CitationLinkHandler
from clinicsite.library.views.retractions import RetractionListView
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


@hooks.register("register_log_actions")
def register_log_actions(actions):
    log_actions.register(actions)


@hooks.register("register_admin_urls")
def register_library_urls():
    results = RetractedSourcesReportView.as_view(results_only=True)
    return [
        path("reports/retracted-sources/", RetractedSourcesReportView.as_view(), name="retracted_sources_report"),
        path("reports/retracted-sources/results/", results, name="retracted_sources_report_results"),
        path("reports/glossary/", GlossaryReportView.as_view(), name="glossary_report"),
        path("library/retractions/", RetractionListView.as_view(), name="library_retractions"),
    ]


@hooks.register("register_reports_menu_item")
def register_retracted_sources_menu_item():
    return retracted_sources_menu_item()


@hooks.register("register_reports_menu_item")
def register_glossary_menu_item():
    return glossary_menu_item()


@hooks.register("construct_homepage_panels")
def show_retracted_sources(request, panels):
    panels.append(RetractedSourcesPanel(request))
