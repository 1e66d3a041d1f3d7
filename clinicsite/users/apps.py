from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(AppConfig):
    """Accounts and roles of the people who work on the site."""

    default = True
    name = "clinicsite.users"
    verbose_name = _("Accounts")

    def ready(self):
        from clinicsite.users.receivers import sync_roles_after_migrate

        post_migrate.connect(sync_roles_after_migrate, dispatch_uid="clinicsite.users.sync_roles")


class AdminUsersConfig(WagtailUsersAppConfig):
    """Wagtail's account screens with this project's bounds."""

    group_viewset = "clinicsite.users.viewsets.RoleAwareGroupViewSet"
    user_viewset = "clinicsite.users.viewsets.AccountViewSet"
