from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Search over the public pages."""

    name = "clinicsite.search"
    verbose_name = _("Search")
