from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Article index, series and articles."""

    name = "blog.articles"
    verbose_name = _("Articles")
