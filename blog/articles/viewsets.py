"""Topics in the Wagtail admin."""

from wagtail.snippets.views.snippets import SnippetViewSet

from blog.articles.models import Topic


class TopicViewSet(SnippetViewSet):
    """What articles are about. Readers narrow the list of articles by it."""

    model = Topic
    icon = "tag"
    list_display = ["name", "slug"]
    search_fields = ["name"]
    add_to_admin_menu = True
    menu_order = 255
