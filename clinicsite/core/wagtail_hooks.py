from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from clinicsite.core.viewsets import DisclaimerViewSet

register_snippet(DisclaimerViewSet)


@hooks.register("register_icons")
def register_icons(icons):
    return icons + [f"wagtailadmin/icons/{name}.svg" for name in ("clinic", "evidence", "margin-note", "signal", "steps")]


@hooks.register("insert_global_admin_css")
def global_admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
