import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from blog.comments.models import Comment, Commenter
from tests.factories.commenters import make_commenter
from tests.factories.comments import CommentFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "reader@example.org"
VERBS = ["block", "export", "erase"]


@pytest.fixture
def writer(article):
    made = make_commenter(ADDRESS)
    CommentFactory(page=article, commenter=made, text="My words.")
    return made


def sign_in(client, role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


def find(client, address=ADDRESS):
    return client.post(reverse("commenters:find"), {"email": address})


def at(verb, writer):
    return reverse(f"commenters:{verb}", args=[writer.pk])


@pytest.mark.parametrize("role", ["Moderators", "Administrators"])
def test_address_leads_to_its_numbers(client, writer, role):
    sign_in(client, role)
    response = find(client)
    assert response.url == at("show", writer)
    assert client.get(response.url).status_code == 200


@pytest.mark.parametrize("role", ["Editors", "Contributors"])
def test_others_may_not_look(client, writer, role):
    sign_in(client, role)
    assert find(client).status_code == 403
    assert client.get(at("show", writer)).status_code == 403
    for verb in VERBS:
        assert client.post(at(verb, writer), {"verb": "block", "reason": "spam"}).status_code == 403
    assert Comment.objects.get().text == "My words."
    assert Commenter.objects.get().blocked_at is None


def test_address_stands_in_no_web_address_and_on_no_screen(client, writer):
    sign_in(client, "Administrators")
    response = find(client)
    assert "reader" not in response.url
    assert ADDRESS not in client.get(response.url).content.decode()


def test_unknown_address_is_said_to_be_unknown(client, writer):
    sign_in(client, "Moderators")
    response = find(client, "nobody@example.org")
    assert response.status_code == 422
    assert "Nothing is tied" in response.content.decode()


def test_moderators_block_and_unblock(client, writer):
    user = sign_in(client, "Moderators")
    client.post(at("block", writer), {"verb": "block", "reason": "sale"})
    writer.refresh_from_db()
    assert (writer.blocked_by, writer.block_reason) == (user, "sale")
    client.post(at("block", writer), {"verb": "unblock"})
    writer.refresh_from_db()
    assert writer.blocked_at is None


def test_block_needs_a_reason_of_the_list(client, writer):
    sign_in(client, "Moderators")
    client.post(at("block", writer), {"verb": "block", "reason": "disagrees"})
    writer.refresh_from_db()
    assert writer.blocked_at is None


@pytest.mark.parametrize("verb", ["export", "erase"])
def test_moderators_neither_export_nor_erase(client, writer, verb):
    sign_in(client, "Moderators")
    assert client.post(at(verb, writer)).status_code == 403
    assert Commenter.objects.exists()


def test_administrators_export(client, writer):
    sign_in(client, "Administrators")
    response = client.post(at("export", writer))
    assert json.loads(response.content)["address"] == ADDRESS
    assert "no-store" in response.headers["Cache-Control"]


def test_export_needs_a_post(client, writer):
    sign_in(client, "Administrators")
    assert client.get(at("export", writer)).status_code == 405


def test_administrators_erase_after_a_question(client, writer):
    sign_in(client, "Administrators")
    assert client.get(at("erase", writer)).status_code == 200
    assert Commenter.objects.exists()
    client.post(at("erase", writer))
    assert not Commenter.objects.exists()
    assert Comment.objects.get().text == ""


def test_menu_shows_the_place_to_those_who_may_use_it(client, writer):
    for role, is_shown in (("Moderators", True), ("Editors", False)):
        sign_in(client, role)
        assert (reverse("commenters:find") in client.get(reverse("wagtailadmin_home")).content.decode()) == is_shown


def test_blocked_writer_is_shown_as_blocked(client, writer):
    sign_in(client, "Moderators")
    Commenter.objects.update(blocked_at=timezone.now())
    assert "Take comments again" in client.get(at("show", writer)).content.decode()
