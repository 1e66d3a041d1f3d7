from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Clinicians, authors and reviewers."""

    name = "clinicsite.people"
    verbose_name = _("People")
