"""What each role may do, and what it may not, as the admin answers it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Workflow

from clinicsite.users.roles import ROLES, Role, every, sync_roles
from tests.factories.library import ReferenceFactory
from tests.factories.pages import ArticlePageFactory, StandardPageFactory, TopicFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

ADD_PAGE = "wagtailadmin_pages:add"


@pytest.fixture
def sign_in(client):
    """Signs somebody in who has one role: `sign_in("Editors")`."""

    def sign_in_as(role):
        user = UserFactory()
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return user

    return sign_in_as


def answers(client, address, *args) -> int:
    """The status of a GET: 200 where somebody is let in. Wagtail sends others back to the dashboard."""
    return client.get(reverse(address, args=args)).status_code


def permissions_of(name) -> set[str]:
    group = Group.objects.get(name=name)
    return {f"{permission.content_type.app_label}.{permission.codename}" for permission in group.permissions.all()}


# Editors


def test_editor_changes_a_page_of_somebody_else(client, sign_in, home):
    sign_in("Editors")
    assert answers(client, "wagtailadmin_pages:edit", home.pk) == 200


def test_editor_publishes(sign_in, home):
    assert home.permissions_for_user(sign_in("Editors")).can_publish()


def test_editor_reorders_a_series(sign_in, home):
    assert home.permissions_for_user(sign_in("Editors")).can_reorder_children()


@pytest.mark.parametrize(
    "address",
    [
        "wagtailsnippets_library_reference:add",
        "wagtailsnippets_library_glossaryterm:add",
        "wagtailsnippets_core_disclaimer:add",
        "wagtailsnippets_articles_topic:add",
        "wagtailredirects:add",
        "wagtailimages:add",
        "wagtaildocs:add",
    ],
)
def test_editor_adds_what_pages_share(client, sign_in, home, address):
    sign_in("Editors")
    assert answers(client, address) == 200


def test_editor_deletes_a_reference_that_nothing_cites(client, sign_in, home):
    sign_in("Editors")
    assert answers(client, "wagtailsnippets_library_reference:delete", ReferenceFactory().pk) == 200


def test_editor_does_not_delete_a_branch_of_the_tree(sign_in, home):
    StandardPageFactory(parent=home)
    home.refresh_from_db()
    assert not home.permissions_for_user(sign_in("Editors")).can_delete()


@pytest.mark.parametrize("setting", ["clinicsettings", "navigation"])
def test_editor_does_not_change_settings(client, sign_in, home, setting):
    sign_in("Editors")
    assert answers(client, "wagtailsettings:edit", "core", setting) == 302


@pytest.mark.parametrize("address", ["wagtailusers_users:index", "wagtailusers_groups:index"])
def test_editor_does_not_see_accounts(client, sign_in, home, address):
    sign_in("Editors")
    assert answers(client, address) == 302


def test_editor_does_not_moderate_comments():
    assert "comments.moderate_comment" not in permissions_of("Editors")


# Contributors


def test_contributor_begins_a_page(client, sign_in, home):
    sign_in("Contributors")
    assert answers(client, ADD_PAGE, "clinic", "standardpage", home.pk) == 200


def test_contributor_changes_an_own_draft(client, sign_in, home):
    user = sign_in("Contributors")
    draft = StandardPageFactory(parent=home, owner=user, live=False)
    assert answers(client, "wagtailadmin_pages:edit", draft.pk) == 200


def test_contributor_does_not_change_a_page_of_somebody_else(client, sign_in, home):
    sign_in("Contributors")
    assert answers(client, "wagtailadmin_pages:edit", StandardPageFactory(parent=home).pk) == 302


def test_contributor_does_not_publish_an_own_draft(sign_in, home):
    user = sign_in("Contributors")
    assert not StandardPageFactory(parent=home, owner=user, live=False).permissions_for_user(user).can_publish()


def test_publish_button_that_a_contributor_forges_leaves_a_draft(client, sign_in, home):
    user = sign_in("Contributors")
    draft = StandardPageFactory(parent=home, owner=user, live=False, slug="mine")
    form = {"title": "Mine", "slug": "mine", "body-count": "0", "summary": "", "action-publish": "1"}
    client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), form)
    draft.refresh_from_db()
    assert not draft.live


def test_contributor_does_not_unpublish_an_own_page(client, sign_in, home):
    page = StandardPageFactory(parent=home, owner=sign_in("Contributors"))
    assert answers(client, "wagtailadmin_pages:unpublish", page.pk) == 302


def test_contributor_reads_the_library(client, sign_in, home):
    sign_in("Contributors")
    assert answers(client, "wagtailsnippets_library_reference:list") == 200


@pytest.mark.parametrize(
    "address",
    [
        "wagtailsnippets_library_reference:add",
        "wagtailsnippets_core_disclaimer:add",
        "wagtailsnippets_articles_topic:add",
        "wagtailredirects:add",
        "wagtailusers_users:index",
    ],
)
def test_contributor_does_not_add_what_pages_share(client, sign_in, home, address):
    sign_in("Contributors")
    assert answers(client, address) == 302


# Moderators


def test_moderator_enters_the_admin(client, sign_in, home):
    sign_in("Moderators")
    assert answers(client, "wagtailadmin_home") == 200


@pytest.mark.parametrize("role", ["Moderators", "Clinicians"])
def test_moderators_and_clinicians_have_nothing_but_comments(role):
    elsewhere = {name for name in permissions_of(role) if not name.startswith("comments.")}
    assert elsewhere == {"wagtailadmin.access_admin"}


RIGHTS_OVER_COMMENTS = {
    "moderate_comment": {"Moderators", "Clinicians", "Administrators"},
    "handle_urgentalert": {"Moderators", "Clinicians", "Administrators"},
    "reply_as_clinic": {"Moderators", "Clinicians", "Administrators"},
    "approve_reply": {"Clinicians", "Administrators"},
    "handle_adverseeventreport": {"Clinicians", "Administrators"},
    "erase_commenter": {"Administrators"},
    "change_commentssettings": {"Administrators"},
    "change_phraserule": {"Moderators", "Administrators"},
    "delete_phraserule": {"Administrators"},
    "change_replytemplate": {"Administrators"},
    "change_oncallshift": {"Administrators"},
}


@pytest.mark.parametrize("role", ["Contributors", "Editors", "Moderators", "Clinicians", "Administrators"])
@pytest.mark.parametrize("right", RIGHTS_OVER_COMMENTS)
def test_right_over_comments_is_given_to_these_roles_only(right, role):
    has_it = f"comments.{right}" in permissions_of(role)
    assert has_it == (role in RIGHTS_OVER_COMMENTS[right])


def test_moderator_does_not_change_a_page(client, sign_in, home):
    sign_in("Moderators")
    assert answers(client, "wagtailadmin_pages:edit", home.pk) == 302


def test_moderator_does_not_change_a_page_that_waits_for_approval(sign_in, home):
    draft = ArticlePageFactory(live=False)
    author = UserFactory()
    draft.save_revision(user=author)
    draft.get_workflow().start(draft, author)
    permissions = draft.permissions_for_user(sign_in("Moderators"))
    assert not permissions.can_edit()


@pytest.mark.parametrize(
    "address",
    [
        "wagtailimages:add",
        "wagtaildocs:add",
        "wagtailredirects:add",
        "wagtailusers_users:index",
        "wagtailsnippets_library_reference:list",
    ],
)
def test_moderator_is_let_into_nothing_else(client, sign_in, home, address):
    sign_in("Moderators")
    assert answers(client, address) == 302


def test_moderators_have_no_part_in_the_workflow_of_pages():
    tasks = [task for workflow in Workflow.objects.all() for task in workflow.tasks.specific()]
    assert "Moderators" not in {group.name for task in tasks for group in task.groups.all()}


# Administrators


@pytest.mark.parametrize("setting", ["clinicsettings", "navigation"])
def test_administrator_changes_settings(client, sign_in, home, setting):
    sign_in("Administrators")
    response = client.get(reverse("wagtailsettings:edit", args=["core", setting]), follow=True)
    assert response.redirect_chain[-1][0] != reverse("wagtailadmin_home")


def test_administrator_sees_accounts(client, sign_in, home):
    sign_in("Administrators")
    assert answers(client, "wagtailusers_users:index") == 200


def test_administrator_does_not_change_roles(client, sign_in, home):
    sign_in("Administrators")
    assert answers(client, "wagtailusers_groups:index") == 302


def test_administrator_deletes_a_topic(client, sign_in, home):
    sign_in("Administrators")
    assert answers(client, "wagtailsnippets_articles_topic:delete", TopicFactory().pk) == 200


# Nobody


def test_account_without_a_role_is_kept_out(client, home):
    client.force_login(UserFactory())
    assert answers(client, "wagtailadmin_home") == 302


# Keeping the roles


def test_every_permission_that_a_role_names_exists():
    named = {name for role in ROLES for name in role.permissions + role.page_permissions + role.file_permissions}
    known = {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Permission.objects.select_related("content_type")
    }
    assert named - known == set()


def test_permission_of_an_app_that_is_not_installed_is_left_out():
    sync_roles([Role(name="Early", permissions=("wagtailadmin.access_admin", "enquiries.answer_enquiry"))])
    assert permissions_of("Early") == {"wagtailadmin.access_admin"}


def test_what_a_role_does_not_grant_is_taken_away():
    Group.objects.get(name="Moderators").permissions.add(Permission.objects.get(codename="change_user"))
    sync_roles()
    assert "users.change_user" not in permissions_of("Moderators")


def test_page_permission_that_a_role_does_not_grant_is_taken_away(home):
    moderators = Group.objects.get(name="Moderators")
    GroupPagePermission.objects.create(group=moderators, page=home, permission_type="publish")
    sync_roles()
    assert not moderators.page_permissions.exists()


def test_another_sync_adds_nothing():
    before = GroupPagePermission.objects.count()
    sync_roles()
    assert GroupPagePermission.objects.count() == before


def test_groups_that_are_no_role_stay_untouched():
    own = Group.objects.create(name="Translators")
    own.permissions.add(Permission.objects.get(codename="change_user"))
    sync_roles()
    assert permissions_of("Translators") == {"users.change_user"}


def test_command_restores_the_roles(capsys):
    Group.objects.get(name="Editors").delete()
    call_command("sync_roles")
    assert "wagtailadmin.access_admin" in permissions_of("Editors")
    assert "Editors" in capsys.readouterr().out


def test_page_permissions_hold_for_the_whole_tree():
    pages = GroupPagePermission.objects.filter(group__name="Editors").values_list("page_id", flat=True)
    assert set(pages) == {Page.get_first_root_node().pk}


def test_names_are_joined():
    assert every("add change", "library.reference") == ("library.add_reference", "library.change_reference")
