"""What the roles around medical review may do, and what they may not."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from clinicsite.users.models import User
from clinicsite.users.roles import ROLES
from tests.factories.pages import StandardPageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
HOLDERS = {
    "review.sign_off": {"Clinical reviewers", "Administrators"},
    "review.see_reviews": {"Editors", "Clinical reviewers", "Compliance", "Administrators"},
    "review.declare_minor_edit": {"Editors", "Compliance", "Administrators"},
    "review.check_minor_edits": {"Clinical reviewers", "Compliance", "Administrators"},
    "review.publish_unreviewed": {"Compliance", "Administrators"},
    "review.export_compliance": {"Compliance", "Administrators"},
    "review.override_claim": {"Compliance", "Administrators"},
    "review.change_reviewsettings": {"Administrators"},
    "review.change_claimrule": {"Compliance", "Administrators"},
}
WRITES_DRAFTS = {"Contributors", "Marketers", "Editors", "Administrators"}
PUBLISHES = {"Editors", "Compliance", "Administrators"}
NAMES = [role.name for role in ROLES]


def person(role) -> User:
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("role", NAMES)
@pytest.mark.parametrize("permission", sorted(HOLDERS))
def test_permission_is_held_by_these_roles_only(role, permission):
    assert person(role).has_perm(permission) is (role in HOLDERS[permission])


@pytest.mark.parametrize("role", NAMES)
def test_role_enters_the_admin(client, home, role):
    client.force_login(person(role))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


@pytest.mark.parametrize("role", NAMES)
def test_these_roles_begin_pages(home, role):
    assert home.permissions_for_user(person(role)).can_add_subpage() is (role in WRITES_DRAFTS)


@pytest.mark.parametrize("role", NAMES)
def test_these_roles_publish(home, role):
    assert StandardPageFactory().permissions_for_user(person(role)).can_publish() is (role in PUBLISHES)


@pytest.mark.parametrize("role", NAMES)
def test_these_roles_change_pages_of_others(home, role):
    assert StandardPageFactory().permissions_for_user(person(role)).can_edit() is (role in PUBLISHES)


@pytest.mark.parametrize("role", sorted(set(NAMES) - PUBLISHES))
def test_role_deletes_no_page_of_others(home, role):
    assert not StandardPageFactory().permissions_for_user(person(role)).can_delete()


@pytest.mark.parametrize("role", ["Clinical reviewers", "Compliance", "Front desk"])
@pytest.mark.parametrize("address", ["wagtailimages:add", "wagtaildocs:add"])
def test_role_uploads_nothing(client, home, role, address):
    client.force_login(person(role))
    assert client.get(reverse(address)).status_code == 302


@pytest.mark.parametrize("role", ["Clinical reviewers", "Compliance", "Marketers", "Front desk"])
@pytest.mark.parametrize("address", ["wagtailusers_users:index", "wagtailusers_groups:index", "comments:index"])
def test_role_sees_neither_accounts_nor_comments(client, home, role, address):
    client.force_login(person(role))
    assert client.get(reverse(address)).status_code in (302, 403)


@pytest.mark.parametrize("role", ["Clinical reviewers", "Compliance", "Marketers", "Front desk"])
@pytest.mark.parametrize("kind", ["library_reference", "library_glossaryterm", "core_disclaimer"])
def test_role_reads_shared_texts_and_changes_none(client, home, role, kind):
    client.force_login(person(role))
    assert client.get(reverse(f"wagtailsnippets_{kind}:list")).status_code == 200
    assert client.get(reverse(f"wagtailsnippets_{kind}:add")).status_code == 302


def test_marketer_keeps_redirects(client, home):
    client.force_login(person("Marketers"))
    assert client.get(reverse("wagtailredirects:add")).status_code == 200


@pytest.mark.parametrize("role", [name for name in NAMES if name != "Administrators"])
def test_role_does_not_change_how_often_pages_are_reviewed(client, home, role):
    client.force_login(person(role))
    assert client.get(reverse("wagtailsettings:edit", args=["review", "reviewsettings"])).status_code == 302


def test_administrator_changes_how_often_pages_are_reviewed(client, home):
    client.force_login(person("Administrators"))
    answer = client.get(reverse("wagtailsettings:edit", args=["review", "reviewsettings"]), follow=True)
    assert answer.status_code == 200
    assert "remind_every_days" in answer.content.decode()
