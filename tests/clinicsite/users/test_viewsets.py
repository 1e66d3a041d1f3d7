"""Nobody makes an account mightier than their own, by any of the admin's forms."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from clinicsite.users.models import User
from tests.factories.users import SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "river stone lantern 44"


@pytest.fixture
def administrator(client, home):
    """Somebody who has signed in as an administrator without being a superuser."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Administrators"))
    client.force_login(user)
    return user


@pytest.fixture
def mighty_group(db):
    """A group with a right that administrators lack."""
    group = Group.objects.create(name="Record keepers")
    group.permissions.add(Permission.objects.get(codename="change_site"))
    return group


def account_form(**changes):
    names = {"username": "new", "email": "new@example.org", "first_name": "New", "last_name": "Person"}
    return {**names, "password1": PASSWORD, "password2": PASSWORD, **changes}


def create(client, **changes):
    return client.post(reverse("wagtailusers_users:add"), account_form(**changes))


def edit(client, user, **changes):
    form = account_form(username=user.username, is_active="on", **changes)
    return client.post(reverse("wagtailusers_users:edit", args=[user.pk]), form)


def bulk(client, action, *users, **form):
    ids = "&".join(f"id={user.pk}" for user in users)
    return client.post(reverse("wagtail_bulk_action", args=["users", "user", action]) + f"?{ids}", form)


def test_administrator_makes_an_editor(client, administrator):
    create(client, groups=[Group.objects.get(name="Editors").pk])
    assert User.objects.get(username="new").groups.get().name == "Editors"


def test_administrator_makes_no_superuser(client, administrator):
    create(client, is_superuser="on")
    assert not User.objects.get(username="new").is_superuser


def test_superuser_makes_a_superuser(admin_client, home):
    create(admin_client, is_superuser="on")
    assert User.objects.get(username="new").is_superuser


def test_administrator_raises_nobody_to_superuser(client, administrator):
    editor = UserFactory()
    edit(client, editor, is_superuser="on")
    editor.refresh_from_db()
    assert not editor.is_superuser


def test_administrator_sets_no_password_of_a_superuser(client, administrator):
    owner = SuperuserFactory()
    edit(client, owner)
    owner.refresh_from_db()
    assert not owner.check_password(PASSWORD)


def test_administrator_sets_the_password_of_an_editor(client, administrator):
    editor = UserFactory()
    edit(client, editor)
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


def test_administrator_does_not_open_the_account_of_a_superuser(client, administrator):
    response = client.get(reverse("wagtailusers_users:edit", args=[SuperuserFactory().pk]))
    assert response.status_code == 302


def test_administrator_gives_no_group_with_rights_of_its_own(client, administrator, mighty_group):
    response = create(client, groups=[mighty_group.pk])
    assert response.context["form"].errors["groups"]
    assert not User.objects.filter(username="new").exists()


def test_administrator_takes_no_group_with_rights_of_its_own(client, administrator, mighty_group):
    edit(client, administrator, groups=[mighty_group.pk])
    assert mighty_group not in administrator.groups.all()


def test_administrator_sets_no_password_of_somebody_with_rights_of_their_own(client, administrator, mighty_group):
    keeper = UserFactory()
    keeper.groups.add(mighty_group)
    edit(client, keeper)
    keeper.refresh_from_db()
    assert not keeper.check_password(PASSWORD)


def test_administrator_gives_no_such_group_in_bulk(client, administrator, mighty_group):
    editor = UserFactory()
    bulk(client, "assign_role", editor, role=mighty_group.pk)
    assert not editor.groups.exists()


def test_administrator_gives_a_role_in_bulk(client, administrator):
    person = UserFactory()
    bulk(client, "assign_role", person, role=Group.objects.get(name="Moderators").pk)
    assert person.groups.get().name == "Moderators"


def test_administrator_switches_no_superuser_off_in_bulk(client, administrator):
    owner = SuperuserFactory()
    bulk(client, "set_active_state", owner, mark_as_active="False")
    owner.refresh_from_db()
    assert owner.is_active


def test_administrator_deletes_nobody_with_rights_of_their_own(client, administrator, mighty_group):
    keeper = UserFactory()
    keeper.groups.add(mighty_group)
    client.post(reverse("wagtailusers_users:delete", args=[keeper.pk]))
    assert User.objects.filter(pk=keeper.pk).exists()


def test_administrator_deletes_nobody_with_rights_of_their_own_in_bulk(client, administrator, mighty_group):
    keeper = UserFactory()
    keeper.groups.add(mighty_group)
    bulk(client, "delete", keeper)
    assert User.objects.filter(pk=keeper.pk).exists()


def group_page(client, group) -> str:
    return client.get(reverse("wagtailusers_groups:edit", args=[group.pk])).content.decode()


def test_owner_is_told_that_a_role_is_kept_as_it_ships(admin_client, home):
    assert "its next update undoes changes" in group_page(admin_client, Group.objects.get(name="Editors"))


def test_owner_changes_other_groups_without_a_word(admin_client, home):
    assert "its next update undoes changes" not in group_page(admin_client, Group.objects.create(name="Translators"))
