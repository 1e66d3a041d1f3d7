"""Who may manage whose account."""

import pytest
from django.contrib.auth.models import Group, Permission

from clinicsite.users.permissions import can_manage_account, groups_grantable_by
from clinicsite.users.roles import ROLES
from tests.factories.users import SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db


def person(*groups):
    user = UserFactory()
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def grantable(user) -> set[str]:
    return set(groups_grantable_by(user).values_list("name", flat=True))


def test_superuser_grants_every_group():
    assert grantable(SuperuserFactory()) == set(Group.objects.values_list("name", flat=True))


def test_administrator_grants_every_role():
    assert grantable(person("Administrators")) == {role.name for role in ROLES}


def test_moderator_grants_nothing_but_moderation():
    assert grantable(person("Moderators")) == {"Moderators"}


def test_permission_of_ones_own_counts():
    moderator = person("Moderators")
    group = Group.objects.create(name="Site keepers")
    group.permissions.add(Permission.objects.get(codename="change_site"))
    moderator.user_permissions.add(Permission.objects.get(codename="change_site"))
    assert "Site keepers" in grantable(moderator)


def test_administrator_manages_an_editor():
    assert can_manage_account(person("Administrators"), person("Editors"))


def test_administrator_manages_another_administrator():
    assert can_manage_account(person("Administrators"), person("Administrators"))


def test_administrator_does_not_manage_a_superuser():
    assert not can_manage_account(person("Administrators"), SuperuserFactory())


def test_administrator_does_not_manage_somebody_with_a_right_of_their_own():
    keeper = person("Editors")
    keeper.user_permissions.add(Permission.objects.get(codename="change_site"))
    assert not can_manage_account(person("Administrators"), keeper)


def test_superuser_manages_a_superuser():
    assert can_manage_account(SuperuserFactory(), SuperuserFactory())


def test_moderator_does_not_manage_an_editor():
    assert not can_manage_account(person("Moderators"), person("Editors"))
