from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    """Readers' comments on any page."""

    name = "blog.comments"
    verbose_name = _("Comments")

    def ready(self):
        from blog.comments import receivers  # noqa: F401
