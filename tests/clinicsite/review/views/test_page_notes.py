"""Writing for readers in the admin."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from clinicsite.review.earlier_texts import public_texts
from clinicsite.review.models import ChangeNote
from tests.factories.trust import article_with_a_past, saved, somebody

pytestmark = pytest.mark.django_db
TEXT = "The year was wrong. It is right now."


@pytest.fixture
def article():
    return article_with_a_past()


@pytest.fixture
def editor_client(client):
    client.force_login(somebody("Editors"))
    return client


def address(article) -> str:
    return reverse("page_notes", args=[article.pk])


def write(client, article, **values):
    return client.post(address(article), {"kind": "correction", "text": TEXT, "earlier": "", **values})


def test_stranger_is_sent_to_the_login(client, article):
    assert "/login/" in client.get(address(article))["Location"]


@pytest.mark.parametrize("role", ["Contributors", "Clinical reviewers", "Marketers", "Moderators", "Front desk"])
@pytest.mark.parametrize("verb", [lambda client, article: client.get(address(article)), write])
def test_screen_is_closed_to_others(client, article, role, verb):
    client.force_login(somebody(role))
    assert verb(client, article).status_code == 403
    assert not ChangeNote.objects.exists()


def test_note_is_written(editor_client, article):
    earlier = public_texts(article)[-1].revision.pk
    response = write(editor_client, article, earlier=earlier, is_earlier_shown="on")
    note = ChangeNote.objects.get()
    assert response.status_code == 302
    assert (note.text, note.earlier_key, note.is_earlier_shown) == (TEXT, earlier, True)
    assert [str(message) for message in get_messages(response.wsgi_request)]


def test_draft_is_not_offered(editor_client, article):
    saved(article, "Draft words.")
    choices = editor_client.get(address(article)).context["form"].fields["earlier"].choices
    assert article.latest_revision_id not in [value for value, _label in choices]


def test_draft_is_refused(editor_client, article):
    saved(article, "Draft words.")
    assert write(editor_client, article, earlier=article.latest_revision_id).status_code == 422
    assert not ChangeNote.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"kind": ""},
        {"text": ""},
        {"text": " \x00 "},
        {"text": "x" * 10_000},
        {"earlier": "nonsense"},
        {"kind": "rumor"},
    ],
)
def test_bad_input_is_refused(editor_client, article, values):
    assert write(editor_client, article, **values).status_code == 422
    assert not ChangeNote.objects.exists()


def test_blocking_claim_is_refused_with_its_reason_and_the_words(editor_client, article):
    text = "Ketamine cures chronic pain."
    response = write(editor_client, article, text=text, stands="on")
    html = response.content.decode()
    assert (response.status_code, "“cures" in html, text in html) == (422, True, True)
    assert not ChangeNote.objects.exists()


def test_note_is_shown_as_typed(editor_client, article):
    write(editor_client, article, text="<b>Bold</b>")
    assert "<b>Bold</b>" not in editor_client.get(address(article)).content.decode()


def test_editor_of_the_page_leads_to_the_screen(editor_client, article):
    html = editor_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert address(article) in html


def test_root_of_the_tree_has_no_notes(editor_client):
    assert editor_client.get(reverse("page_notes", args=[1])).status_code == 404
