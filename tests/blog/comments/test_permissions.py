import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.test import Client
from wagtail.permissions import policy_registry

from blog.comments.models import Comment
from blog.comments.permissions import can_moderate
from tests.factories.comments import CommentFactory, ModeratorFactory
from tests.factories.users import SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db
POLICY = policy_registry.get_by_type(Comment)


@pytest.mark.parametrize(
    ("account", "may"),
    [
        (AnonymousUser, False),
        (UserFactory, False),
        (lambda: ModeratorFactory(is_active=False), False),
        (lambda: SuperuserFactory(is_active=False), False),
        (ModeratorFactory, True),
        (SuperuserFactory, True),
    ],
)
def test_who_may_moderate(account, may):
    assert can_moderate(account()) is may


@pytest.mark.parametrize(
    ("action", "may"),
    [("moderate", True), ("view", True), ("add", False), ("change", False), ("delete", False), ("publish", False)],
)
def test_nobody_writes_or_changes_a_comment_in_the_admin(action, may):
    assert POLICY.user_has_permission(ModeratorFactory(), action) is may
    assert POLICY.user_has_permission(SuperuserFactory(), action) is may


@pytest.mark.parametrize("action", ["moderate", "view", "add", "change", "delete"])
def test_others_may_do_nothing(action):
    assert not POLICY.user_has_permission(UserFactory(), action)


def test_moderators_are_found():
    moderator = ModeratorFactory()
    UserFactory()
    assert list(POLICY.users_with_any_permission(["view"])) == [moderator]


def test_nobody_is_found_who_may_change_comments():
    SuperuserFactory()
    assert not POLICY.users_with_any_permission(["change", "delete"]).exists()


def test_nobody_can_be_given_the_right_to_write_or_delete_a_comment():
    found = Permission.objects.filter(content_type__app_label="comments", content_type__model="comment")
    assert set(found.values_list("codename", flat=True)) == {"moderate_comment", "reply_as_clinic", "approve_reply"}


MATRIX = [
    ("get", "/admin/comments/", 200),
    ("get", "/admin/comments/statistics/", 200),
    ("get", "/admin/comments/statistics/?export=csv", 200),
    ("post", "/admin/comments/undo/", 302),
    ("post", "/admin/comments/views/", 302),
    ("post", "/admin/comments/{}/undo/", 302),
    ("post", "/admin/comments/{}/claim/", 302),
    ("post", "/admin/comments/{}/release/", 302),
    ("post", "/admin/comments/{}/second-opinion/", 302),
    ("post", "/admin/comments/{}/note/", 302),
    ("post", "/admin/comments/{}/reveal/", 200),
    ("post", "/admin/comments/{}/redact/", 302),
    ("post", "/admin/comments/{}/reply/", 422),
    ("get", "/admin/comments/{}/reveal/", 405),
    ("get", "/admin/comments/{}/reply/", 405),
    ("get", "/admin/comments/undo/", 405),
    ("get", "/admin/comments/?status=pending", 200),
    ("get", "/admin/comments/results/", 200),
    ("get", "/admin/comments/{}/", 200),
    ("post", "/admin/comments/{}/decide/", 302),
    ("get", "/admin/comments/{}/decide/", 405),
    ("get", "/admin/bulk/comments/comment/approve/?id={}", 200),
    ("post", "/admin/bulk/comments/comment/approve/?id={}", 302),
    ("get", "/admin/bulk/comments/comment/refuse/?id={}", 200),
    ("get", "/admin/bulk/comments/comment/spam/?id={}", 200),
    ("post", "/admin/bulk/comments/comment/spam/?id={}", 302),
]


@pytest.mark.parametrize(("method", "path", "status"), MATRIX)
def test_moderator_opens(client, moderator, method, path, status):
    client.force_login(moderator)
    assert getattr(client, method)(path.format(CommentFactory().pk)).status_code == status


@pytest.mark.parametrize(("method", "path", "_status"), MATRIX)
def test_editor_is_refused(client, method, path, _status):
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    comment = CommentFactory(text="Secret text")
    response = getattr(client, method)(path.format(comment.pk))
    assert response.status_code == 403
    assert "Secret text" not in response.content.decode()
    comment.refresh_from_db()
    assert comment.status == "pending"


@pytest.mark.parametrize(("method", "path", "_status"), MATRIX)
def test_stranger_is_sent_to_the_login(client, method, path, _status):
    response = getattr(client, method)(path.format(CommentFactory().pk))
    assert (response.status_code, response["Location"].split("?")[0]) == (302, "/admin/login/")


@pytest.mark.parametrize("path", ["new/", "edit/{}/", "delete/{}/", "copy/{}/", "history/{}/", "usage/{}/"])
def test_no_screen_edits_or_deletes_a_comment(client, moderator, path):
    client.force_login(moderator)
    assert client.get("/admin/comments/" + path.format(CommentFactory().pk)).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/admin/comments/{}/decide/",
        "/admin/comments/{}/claim/",
        "/admin/comments/{}/note/",
        "/admin/bulk/comments/comment/approve/?id={}",
    ],
)
def test_moderators_screens_need_their_token(moderator, path):
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator)
    comment = CommentFactory()
    response = client.post(path.format(comment.pk), {"decision": "approve"}, headers={"origin": "http://testserver"})
    comment.refresh_from_db()
    assert (response.status_code, comment.status) == (403, "pending")
