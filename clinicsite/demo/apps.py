from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """The sample clinic, built from readable files."""

    name = "clinicsite.demo"
    verbose_name = _("Sample site")
