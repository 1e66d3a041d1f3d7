"""Reports about sources and words."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from clinicsite.library.models import GlossaryTerm, PageWords, Reference
from clinicsite.library.where_cited import cited_on_pages

ACTIONS = ["add", "change", "publish"]
PAGES_NAMED = 5


def may_edit_pages(user) -> bool:
    """Whoever may add or change any page."""
    return policy_registry.get_by_type(Page).user_has_any_permission(user, ACTIONS)


class RetractedSourcesReportView(PageReportView):
    """Pages that cite a source which has been withdrawn: published, in a shared text, or in a draft."""

    results_template_name = "wagtailadmin/library/retracted_sources_results.html"
    page_title = gettext_lazy("Retracted sources")
    header_icon = "warning"
    index_url_name = "retracted_sources_report"
    index_results_url_name = "retracted_sources_report_results"
    any_permission_required = ACTIONS
    list_export = ["title", "status_string", "retracted_names"]
    export_headings = {"retracted_names": gettext_lazy("Retracted sources")}

    def get_queryset(self):
        self.references = Reference.objects.retracted().in_bulk()
        self.cited = cited_on_pages(self.references)
        pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(self.request.user, ACTIONS)
        self.queryset = pages.filter(pk__in=self.cited).select_related("content_type").order_by("-live", "title", "pk")
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list):
        for page in object_list:
            page.retracted = [self.references[pk] for pk in sorted(self.cited[page.pk])]
            page.retracted_names = "; ".join(reference.short_name for reference in page.retracted)
        return object_list


class GlossaryReportView(WagtailAdminTemplateMixin, TemplateView):
    """Terms that no page uses, and abbreviations on several pages that the glossary does not know."""

    template_name = "wagtailadmin/library/glossary_report.html"
    page_title = gettext_lazy("Glossary")
    header_icon = "help"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not may_edit_pages(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        terms = list(GlossaryTerm.objects.all())
        explanations = tuple(term.explanation for term in terms)
        uses = PageWords.objects.uses_of(explanations)
        unknown = PageWords.objects.unexplained_abbreviations(explanations)
        wanted = {page_id for pages in unknown.values() for page_id in pages}
        titles = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "title"))
        rows = [
            {
                "word": word,
                "count": len(page_ids),
                "pages": sorted((titles[pk], pk) for pk in page_ids if pk in titles)[:PAGES_NAMED],
            }
            for word, page_ids in unknown.items()
        ]
        return {
            **super().get_context_data(**kwargs),
            "unused": [term for term in terms if term.pk not in uses],
            "unknown": sorted(rows, key=lambda row: (-row["count"], row["word"])),
            "can_add": self.request.user.has_perm("library.add_glossaryterm"),
            "text_count": PageWords.objects.count(),
        }


class EditorsMenuItem(MenuItem):
    """In the menu of reports, for whoever may edit a page."""

    def is_shown(self, request):
        return may_edit_pages(request.user)


def retracted_sources_menu_item() -> MenuItem:
    """The way to the report of retracted sources."""
    url = reverse("retracted_sources_report")
    return EditorsMenuItem(_("Retracted sources"), url, name="retracted-sources", icon_name="warning", order=760)


def glossary_menu_item() -> MenuItem:
    """The way to the report of the glossary."""
    return EditorsMenuItem(_("Glossary"), reverse("glossary_report"), name="glossary", icon_name="help", order=770)
