"""What a page says of its own making."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from clinicsite.review.actions.notes import store_note
from clinicsite.review.actions.standing import refresh_standing
from clinicsite.review.models import TrustSettings
from clinicsite.review.reader_notes import ReaderNote, notes_for_readers, read_notes
from tests.factories.pages import ArticlePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db
NOTICE, LIST = 'class="corrections"', "Corrections and changes"


def page_with(kind, weeks_ago=0):
    page = ArticlePageFactory()
    made_at = timezone.now() - datetime.timedelta(weeks=weeks_ago, minutes=1)
    store_note(page=page, kind=kind, text="The year was wrong.", made_at=made_at)
    return page


def html_of(client, page) -> str:
    return client.get(page.url).content.decode()


def test_correction_stands_at_the_top_and_in_the_list(client):
    html = html_of(client, page_with("correction"))
    assert NOTICE in html
    assert html.count("The year was wrong.") == 2


def test_change_stands_in_the_list_only(client):
    html = html_of(client, page_with("change"))
    assert (NOTICE in html, LIST in html) == (False, True)


def test_correction_leaves_the_top_after_some_weeks_and_stays_in_the_list(client):
    html = html_of(client, page_with("correction", weeks_ago=8))
    assert (NOTICE in html, LIST in html) == (False, True)


def test_number_of_weeks_is_a_setting(client, home):
    page = page_with("correction", weeks_ago=8)
    TrustSettings.objects.update_or_create(site=home.get_site(), defaults={"correction_weeks": 12})
    assert NOTICE in html_of(client, page)


def test_page_without_notes_has_neither(client):
    html = html_of(client, ArticlePageFactory())
    assert (NOTICE in html, LIST in html) == (False, False)


@pytest.mark.parametrize("factory", [ArticlePageFactory, StandardPageFactory])
def test_page_leads_to_the_form_for_an_error(client, factory):
    page = factory()
    assert reverse("report_error", args=[page.pk]) in html_of(client, page)


def test_page_shows_no_name_of_whoever_wrote_the_note(client, superuser):
    page = ArticlePageFactory()
    store_note(page=page, kind="change", text="Reworded.", user=superuser)
    assert superuser.username not in html_of(client, page)


def test_note_is_shown_as_typed(client):
    page = ArticlePageFactory()
    store_note(page=page, kind="change", text="<b>Bold</b>")
    assert "<b>Bold</b>" not in html_of(client, page)


def test_page_shows_every_note(client):
    page = page_with("correction")
    for number in range(20):
        store_note(page=page, kind="change", text=f"Change {number}.")
    assert html_of(client, page).count("changes__kind") == 21


def test_panel_says_how_the_page_was_made(client, home):
    TrustSettings.objects.update_or_create(
        site=home.get_site(), defaults={"method_statement": "<p>Our method.</p>", "ai_statement": "<p>No machine.</p>"}
    )
    html = html_of(client, ArticlePageFactory(interests="A grant."))
    assert [words for words in ("Our method.", "No machine.", "A grant.") if words not in html] == []


def test_panel_says_that_nobody_has_reviewed_the_page(client):
    assert "Nobody has reviewed this page yet." in html_of(client, ArticlePageFactory())


def test_notes_of_a_clinical_page_cost_no_query(client, django_assert_num_queries):
    article = page_with("correction")
    article.save_revision().publish()
    refresh_standing(article.pk)
    store_note(page=article, kind="change", text="Reworded.")
    fresh = type(article).objects.select_related("review_standing").get(pk=article.pk)
    fresh.standing = fresh.review_standing
    with django_assert_num_queries(0):
        assert [note.text for note in notes_for_readers(fresh)] == ["Reworded.", "The year was wrong."]


def test_kept_note_is_what_it_was():
    article = page_with("correction")
    [note] = read_notes(article.pk)
    assert ReaderNote.of_kept(note.as_kept()) == note
