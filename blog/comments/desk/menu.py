"""The menu entry of the desk."""

from django.utils.translation import gettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from blog.comments.desk.lanes import queue_for
from blog.comments.permissions import can_moderate


class CommentsMenuItem(MenuItem):
    """The menu entry, with the number of waiting comments, and a warning sign where somebody may be in danger."""

    def is_shown(self, request):
        return can_moderate(request.user)

    def render_component(self, request):
        queue = queue_for(request)
        label = gettext("Comments (%d)") % queue.count if queue.count else self.label
        icon = "warning" if queue.urgent_count else self.icon_name
        return LinkMenuItem(self.name, label, self.url, icon_name=icon, classname=self.classname, attrs=self.attrs)
