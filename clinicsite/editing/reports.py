"""Reports of what published pages lack, each a list of pages with the places to mend."""

from collections import defaultdict

from django.db.models import F
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from clinicsite.editing.models import LinkOnPage
from clinicsite.editing.page_queries import broken_places, links_to_nothing, with_broken_links, without_way_in

ACTIONS = ["add", "change", "publish"]


class GapReportView(PageReportView):
    """Published pages the user may work on, with what to mend. Subclasses narrow and explain."""

    results_template_name = "wagtailadmin/editing/gaps_results.html"
    any_permission_required = ACTIONS
    list_export = ["title", "url", "last_published_at", "mend"]
    export_headings = {"mend": _("To mend"), "url": _("Address"), "last_published_at": _("Published")}
    header_icon = "warning"
    advice = ""

    def pages(self):
        """Published pages within the user's reach."""
        policy = policy_registry.get_by_type(Page)
        return policy.instances_user_has_any_permission_for(self.request.user, ACTIONS).filter(live=True, depth__gt=1)

    def narrowed(self, pages):
        """Those with the gap."""
        raise NotImplementedError

    def places(self, pages: list[Page]) -> dict[int, list[dict]]:
        """By page, what to mend: `words`, and the content `path` where there is one."""
        return {}

    def get_queryset(self):
        self.queryset = self.narrowed(self.pages()).order_by(F("last_published_at").desc(nulls_last=True), "pk")
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list):
        places = self.places(list(object_list))
        for page in object_list:
            page.places = places.get(page.pk, [])
            page.mend = "; ".join(str(place["words"]) for place in page.places)
        return object_list

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "advice": self.advice}


class PicturesReportView(GapReportView):
    """Pictures without a text alternative."""

    page_title = _("Pictures without words")
    header_icon = "image"
    advice = _("Say what each picture shows, or tick Decoration where it only adds mood.")
    index_url_name = "pictures_report"
    index_results_url_name = "pictures_report_results"

    def narrowed(self, pages):
        return pages.filter(gaps__picture_gap_count__gt=0).select_related("gaps")

    def places(self, pages):
        return {
            page.pk: [
                {"words": picture["title"], "path": picture["path"]} for picture in page.gaps.pictures_without_words
            ]
            for page in pages
        }


class DescriptionsReportView(GapReportView):
    """Pages whose line in a search result is left to chance."""

    page_title = _("Pages without a description")
    header_icon = "search"
    advice = _("Write one or two sentences under Promote: about 150 characters that say what the page answers.")
    index_url_name = "descriptions_report"
    index_results_url_name = "descriptions_report_results"

    def narrowed(self, pages):
        return pages.filter(gaps__lacks_description=True)


class LinksReportView(GapReportView):
    """Links that lead nowhere."""

    page_title = _("Broken links")
    header_icon = "link"
    advice = _("Addresses elsewhere are asked only by manage.py check_links --external.")
    index_url_name = "links_report"
    index_results_url_name = "links_report_results"

    def narrowed(self, pages):
        return with_broken_links(pages)

    def places(self, pages):
        found = defaultdict(list)
        keys = [page.pk for page in pages]
        inside = list(links_to_nothing().filter(object_id__in=map(str, keys)).order_by("pk"))
        targets = Page.objects.in_bulk([int(row.to_object_id) for row in inside])
        for row in inside:
            target = targets.get(int(row.to_object_id))
            words = _("“%(title)s” is not public") % {"title": target.title} if target else _("A page that is gone")
            found[int(row.object_id)].append({"words": words, "path": row.content_path})
        for place in broken_places().filter(page__in=keys).select_related("link").order_by("pk"):
            found[place.page_id].append({"words": outgoing_words(place), "path": place.path})
        return found


class OrphansReportView(GapReportView):
    """Pages that a reader finds by search only."""

    page_title = _("Pages nobody links to")
    header_icon = "view"
    advice = _("No page, menu or list of this site leads here. Link to them where a reader would look, or end them.")
    index_url_name = "orphans_report"
    index_results_url_name = "orphans_report_results"

    def narrowed(self, pages):
        return without_way_in(pages)


def outgoing_words(place: LinkOnPage) -> str:
    """An address with what it answered: `https://example.org/ (404)`."""
    return f"{place.link.address} ({place.link.fault or place.link.status})"


REPORTS = [
    ("pictures", PicturesReportView, 760),
    ("descriptions", DescriptionsReportView, 770),
    ("links", LinksReportView, 780),
    ("orphans", OrphansReportView, 790),
]


class GapMenuItem(MenuItem):
    """In the menu of reports, for whoever may work on a page."""

    def is_shown(self, request):
        return policy_registry.get_by_type(Page).user_has_any_permission(request.user, ACTIONS)


def report_addresses() -> list:
    """The addresses of all reports, each with that of its results."""
    return [
        path(f"reports/{name}/{suffix}", view.as_view(results_only=bool(suffix)), name=f"{name}_report{ending}")
        for name, view, _order in REPORTS
        for suffix, ending in (("", ""), ("results/", "_results"))
    ]


def report_menu_items() -> list[GapMenuItem]:
    """The places in the menu of reports."""
    return [
        GapMenuItem(view.page_title, reverse(f"{name}_report"), name=name, icon_name=view.header_icon, order=order)
        for name, view, order in REPORTS
    ]
