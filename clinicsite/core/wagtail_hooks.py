from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.admin.views.home import RecentEditsPanel, UserObjectsInWorkflowModerationPanel
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem
from wagtail.images.wagtail_hooks import ImagesSummaryItem
from wagtail.snippets.models import register_snippet

from clinicsite.core.panels import ScheduledPanel, StartPanel, WaitingPanels, YourPagesPanel
from clinicsite.core.rich_text import SameQueryPageLinkHandler
from clinicsite.core.viewsets import DisclaimerViewSet

OWN_ICONS = ("clinic", "evidence", "margin-note", "signal", "steps")
REPLACED_PANELS = (RecentEditsPanel, UserObjectsInWorkflowModerationPanel)
REPLACED_SUMMARY_ITEMS = (DocumentsSummaryItem, ImagesSummaryItem, PagesSummaryItem)

register_snippet(DisclaimerViewSet)


@hooks.register("register_icons")
def register_icons(icons):
    return icons + [f"wagtailadmin/icons/{name}.svg" for name in OWN_ICONS]


@hooks.register("insert_global_admin_css")
def global_admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_homepage_panels", order=1000)
def show_what_waits(request, panels):
    kept = [panel for panel in panels if not isinstance(panel, REPLACED_PANELS)]
    panels[:] = [WaitingPanels([*kept, YourPagesPanel(request), ScheduledPanel(request)]), StartPanel(request)]


@hooks.register("construct_homepage_summary_items", order=1000)
def drop_counts_of_files_and_pages(request, summary_items):
    summary_items[:] = [item for item in summary_items if not isinstance(item, REPLACED_SUMMARY_ITEMS)]


@hooks.register("construct_help_menu")
def drop_release_notes(request, menu_items):
    menu_items[:] = [item for item in menu_items if not item.name.startswith("whats-new-in-wagtail")]


@hooks.register("register_rich_text_features", order=10)
def register_page_links(features):
    features.register_link_type(SameQueryPageLinkHandler)
