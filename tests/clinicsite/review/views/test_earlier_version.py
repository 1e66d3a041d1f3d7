"""What readers read before a change: only what was public, marked, and kept by nobody."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from clinicsite.review.actions.notes import store_note
from clinicsite.review.earlier_texts import public_texts
from tests.factories.trust import article_with_a_past

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return article_with_a_past()


def note_on(article, is_shown=True):
    earlier = public_texts(article)[-1].revision.pk
    return store_note(page=article, kind="change", text="Reworded.", earlier=earlier, is_earlier_shown=is_shown)


def address(note) -> str:
    return reverse("earlier_version", args=[note.page_id, note.pk])


def test_earlier_words_are_shown_and_marked(client, article):
    html = client.get(address(note_on(article))).content.decode()
    assert "Earlier words." in html
    assert "This is an earlier version of the page" in html
    assert "Present words." not in html


def test_earlier_version_is_kept_by_nobody(client, article):
    response = client.get(address(note_on(article)))
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()


def test_earlier_version_takes_no_comments(client, article):
    assert "write-form" not in client.get(address(note_on(article))).content.decode()


def test_page_leads_to_its_earlier_version(client, article):
    note = note_on(article)
    assert address(note) in client.get(article.url).content.decode()


def test_note_that_does_not_show_it_leads_nowhere(client, article):
    note = note_on(article, is_shown=False)
    assert client.get(address(note)).status_code == 404
    assert address(note) not in client.get(article.url).content.decode()


def test_later_note_takes_the_earlier_text_back(client, article):
    note = note_on(article)
    note_on(article, is_shown=False)
    assert client.get(address(note)).status_code == 404
    assert address(note) not in client.get(article.url).content.decode()


def test_note_of_another_page_leads_nowhere(client, article):
    note = note_on(article)
    assert client.get(reverse("earlier_version", args=[article_with_a_past().pk, note.pk])).status_code == 404


def test_unpublished_page_has_no_earlier_version(client, article):
    note = note_on(article)
    article.unpublish()
    assert client.get(address(note)).status_code == 404


def test_private_page_has_no_earlier_version(client, article):
    note = note_on(article)
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(address(note)).status_code == 404
