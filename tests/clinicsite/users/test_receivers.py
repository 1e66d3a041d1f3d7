"""When `migrate` restores the roles."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection

from clinicsite.users.receivers import sync_roles_after_migrate

pytestmark = pytest.mark.django_db


@pytest.fixture
def apps_in_order():
    """The apps that `migrate` reports, in the order in which it does."""
    return [config for config in apps.get_app_configs() if config.models_module]


@pytest.fixture(autouse=True)
def _no_editors(db):
    Group.objects.filter(name="Editors").delete()


def editors_exist() -> bool:
    return Group.objects.filter(name="Editors").exists()


def test_roles_are_restored_after_the_last_app(apps_in_order):
    sync_roles_after_migrate(apps_in_order[-1])
    assert editors_exist()


def test_roles_wait_until_every_app_has_its_permissions(apps_in_order):
    sync_roles_after_migrate(apps_in_order[0])
    assert not editors_exist()


def test_another_database_is_left_alone(apps_in_order):
    sync_roles_after_migrate(apps_in_order[-1], using="archive")
    assert not editors_exist()


def test_partly_migrated_database_is_left_alone(apps_in_order, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", lambda: ["auth_group"])
    sync_roles_after_migrate(apps_in_order[-1])
    assert not editors_exist()
