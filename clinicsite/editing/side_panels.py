"""How a page will look in a search result and when somebody shares it, beside the text and as it is typed."""

from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page, Site

from clinicsite.core.models import BasePage, ClinicSettings

# About what search results show before they cut.
LONGEST_TITLE, SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION = 60, 70, 160


class SearchPreviewPanel(BaseSidePanel):
    """A search result and a card, drawn from the saved draft and then kept up by static/js/admin/search_preview.js."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle search and social preview")
        icon_name = "search"
        has_counter = False

    name = "search-preview"
    title = _("Search and social preview")
    template_name = "wagtailadmin/editing/search_preview.html"
    order = 320

    def get_context_data(self, parent_context):
        page, site = self.object, Site.find_for_request(self.request)
        base = self._address_above() or (site.root_url + "/" if site else "/")
        is_root = bool(page.pk and site and page.pk == site.root_page_id)
        clinic = ClinicSettings.for_site(site) if site else ClinicSettings()
        return {
            **super().get_context_data(parent_context),
            "clinic_name": clinic.name,
            "site_host": urlsplit(base).netloc,
            "address_above": base,
            "slug": "" if is_root else page.slug,
            "is_root": is_root,
            "shown_title": page.meta_title,
            "shown_description": page.meta_description,
            "longest_title": LONGEST_TITLE,
            "shortest_description": SHORTEST_DESCRIPTION,
            "longest_description": LONGEST_DESCRIPTION,
        }

    def _address_above(self) -> str:
        """Where the page above answers; for a page that is being added, the one named in the address."""
        if self.object.pk:
            above = self.object.get_parent()
        else:
            match = self.request.resolver_match
            key = match.kwargs.get("parent_page_id") if match else None
            above = Page.objects.filter(pk=key).first() if key else None
        return (above.full_url if above else None) or ""


def offer_side_panels(page, request) -> list[BaseSidePanel]:
    """For every type of page that search engines read."""
    return [SearchPreviewPanel(page, request)] if isinstance(page, BasePage) else []
