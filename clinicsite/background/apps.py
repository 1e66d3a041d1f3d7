from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackgroundConfig(AppConfig):
    """What the site does when nobody waits for it: mail that is sent until it arrives, and jobs with a clock."""

    name = "clinicsite.background"
    verbose_name = _("Background work")
