from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicConfig(AppConfig):
    """Home and standard pages."""

    name = "clinicsite.clinic"
    verbose_name = _("Clinic")
