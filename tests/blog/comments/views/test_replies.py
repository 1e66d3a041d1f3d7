import pytest
from django.contrib.auth.models import Group

from blog.comments.actions.replies import reply_as_clinic
from blog.comments.models import Comment, CommentStatus, ReplyTemplate
from tests.factories.comments import AnswererFactory, CommentFactory, ModeratorFactory, ReplyTemplateFactory
from tests.factories.users import UserFactory

WORDS = "Thank you for writing. The second part of the series explains this."
CARE = "Your infusion last week went well."
WAITING = "/admin/comment-safety/replies/"


@pytest.fixture
def author(db):
    return AnswererFactory(first_name="Ines", last_name="Okafor")


@pytest.fixture
def reply(published, author):
    return reply_as_clinic(parent=published, author=author, text=WORDS)


@pytest.fixture
def as_(client):
    def as_(account):
        client.force_login(account)
        return client

    return as_


def test_a_second_person_finds_the_reply_and_approves_it(as_, reply):
    client = as_(AnswererFactory())
    assert WORDS in client.get(WAITING).content.decode()
    client.post(f"{WAITING}{reply.pk}/")
    assert Comment.objects.get(pk=reply.pk).is_public


def test_the_author_is_told_that_somebody_else_approves(as_, reply, author):
    client = as_(author)
    assert "somebody else approves it" in client.get(f"{WAITING}{reply.pk}/").content.decode()
    client.post(f"{WAITING}{reply.pk}/")
    assert not Comment.objects.get(pk=reply.pk).is_public


def test_a_moderator_sees_the_reply_and_cannot_approve_it(as_, reply):
    client = as_(ModeratorFactory())
    assert "Approve and publish" not in client.get(f"{WAITING}{reply.pk}/").content.decode()
    client.post(f"{WAITING}{reply.pk}/")
    assert not Comment.objects.get(pk=reply.pk).is_public


def test_the_author_changes_the_reply(as_, reply, author):
    as_(author).post(f"{WAITING}{reply.pk}/", {"text": "The third part explains it."})
    assert Comment.objects.get(pk=reply.pk).text == "The third part explains it."


def test_a_change_that_speaks_of_care_is_refused_and_kept_in_the_form(as_, reply, author):
    answer = as_(author).post(f"{WAITING}{reply.pk}/", {"text": CARE})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert '<q dir="auto">Your infusion</q>' in html
    assert f"{CARE}</textarea>" in html
    assert Comment.objects.get(pk=reply.pk).text == WORDS


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_change_changes_nothing(as_, reply, author, text):
    as_(author).post(f"{WAITING}{reply.pk}/", {"text": text})
    assert Comment.objects.get(pk=reply.pk).text == WORDS


def test_approving_twice_is_told(as_, reply):
    client = as_(AnswererFactory())
    client.post(f"{WAITING}{reply.pk}/")
    answer = client.post(f"{WAITING}{reply.pk}/", follow=True)
    assert "cannot be done" in answer.content.decode()


def test_a_readers_comment_is_not_found_here(as_, published):
    assert as_(AnswererFactory()).get(f"{WAITING}{published.pk}/").status_code == 404


@pytest.mark.parametrize("role", ["Editors", "Contributors"])
@pytest.mark.parametrize("verb", ["get", "post"])
def test_whoever_writes_no_replies_sees_none(as_, reply, role, verb):
    account = UserFactory()
    account.groups.add(Group.objects.get(name=role))
    client = as_(account)
    assert getattr(client, verb)(f"{WAITING}{reply.pk}/").status_code == 403
    assert client.get(WAITING).status_code == 403
    assert Comment.objects.get(pk=reply.pk).status == CommentStatus.PENDING


def test_a_hostile_parent_stays_text(as_, article, author):
    parent = CommentFactory(page=article, status="approved", text="<script>alert(1)</script>", author_name="<b>x</b>")
    reply = reply_as_clinic(parent=parent, author=author, text=WORDS)
    html = as_(AnswererFactory()).get(f"{WAITING}{reply.pk}/").content.decode()
    assert "<script>alert(1)" not in html
    assert "<b>x</b>" not in html


@pytest.fixture
def boss(db):
    boss = UserFactory()
    boss.groups.add(Group.objects.get(name="Administrators"))
    return boss


def test_wording_that_the_guard_refuses_is_not_stored(as_, boss):
    answer = as_(boss).post(
        "/admin/snippets/comments/replytemplate/add/", {"title": "Wrong", "text": CARE, "is_active": "on"}
    )
    assert "The clinic must not say this" in answer.content.decode()
    assert not ReplyTemplate.objects.exists()


def test_wording_is_stored(as_, boss):
    as_(boss).post("/admin/snippets/comments/replytemplate/add/", {"title": "Thanks", "text": WORDS, "is_active": "on"})
    assert ReplyTemplate.objects.get().text == WORDS


@pytest.mark.parametrize("role", ["Moderators", "Clinicians", "Editors"])
def test_only_administrators_write_approved_wording(as_, db, role):
    template = ReplyTemplateFactory()
    account = UserFactory()
    account.groups.add(Group.objects.get(name=role))
    as_(account).post(
        f"/admin/snippets/comments/replytemplate/edit/{template.pk}/",
        {"title": "Mine", "text": WORDS, "is_active": "on"},
    )
    template.refresh_from_db()
    assert template.title != "Mine"


def test_the_second_person_sees_the_words_to_weigh(client, published):
    writer, second = AnswererFactory(), AnswererFactory()
    reply = reply_as_clinic(parent=published, author=writer, text="Ketamine heals damaged nerves, some say.")
    client.force_login(second)
    html = client.get(f"/admin/comment-safety/replies/{reply.pk}/").content.decode()
    assert "Words to weigh before this is published:" in html
