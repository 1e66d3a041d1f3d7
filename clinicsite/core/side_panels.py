"""Side panels of the page editor beside Wagtail's own.

Apps offer theirs through the hook `register_page_side_panels`: a function of page and request that returns panels.
Wagtail 8.0 has no such hook; templates/wagtailadmin/shared/side_panels.html and side_panel_toggles.html ask for them.
"""

from wagtail import hooks
from wagtail.admin.ui.side_panels import BaseSidePanel, PreviewSidePanel
from wagtail.models import AbstractPage

SIDE_PANELS_HOOK = "register_page_side_panels"


def with_own_panels(panels: list[BaseSidePanel]) -> list[BaseSidePanel]:
    """The panels of a page's editor with the site's own among them, in their order; other screens' as they are."""
    preview = next((panel for panel in panels if isinstance(panel, PreviewSidePanel)), None)
    if preview is None or not isinstance(preview.object, AbstractPage):
        return list(panels)
    own = [panel for offer in hooks.get_hooks(SIDE_PANELS_HOOK) for panel in offer(preview.object, preview.request)]
    return sorted([*panels, *own], key=lambda panel: panel.order)
