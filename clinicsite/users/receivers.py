"""Keeps the roles true to their declaration."""

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from clinicsite.users.roles import sync_roles


def sync_roles_after_migrate(sender, using=DEFAULT_DB_ALIAS, **kwargs):
    """Give the roles their permissions once the last app has its own.

    Every app answers `migrate` for itself and in turn, so that only after the last one all permissions exist. A
    partly migrated database is left alone.
    """
    with_models = [config for config in apps.get_app_configs() if config.models_module]
    if sender != with_models[-1] or using != DEFAULT_DB_ALIAS:
        return
    tables = {model._meta.db_table for model in (GroupPagePermission, GroupCollectionPermission)}
    if tables <= set(connection.introspection.table_names()):
        sync_roles()
