from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    """Accounts and roles of the people who work on the site."""

    name = "clinicsite.users"
    verbose_name = _("Accounts")
