"""Shared texts in the Wagtail admin."""

from wagtail.snippets.views.snippets import SnippetViewSet

from clinicsite.core.models import Disclaimer


class DisclaimerViewSet(SnippetViewSet):
    """Reusable legal and safety wording, with the pages that show it."""

    model = Disclaimer
    icon = "clipboard-list"
    list_display = ["title", "name"]
    search_backend_name = None
    search_fields = ["title", "name", "text"]
    add_to_admin_menu = True
    menu_order = 260
