from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """What every page shares."""

    name = "clinicsite.core"
    verbose_name = _("Site")

    def ready(self):
        from clinicsite.core import checks  # noqa: F401
