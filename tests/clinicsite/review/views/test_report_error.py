"""The public form for an error: no cookie, no token, nothing typed is lost."""

import datetime

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from clinicsite.core.antispam import signed_time
from clinicsite.review.models import ErrorReport
from tests.factories.pages import ArticlePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db
WORDS = "The year in the second section is wrong."
HOME = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def article():
    return ArticlePageFactory()


def address(article) -> str:
    return reverse("report_error", args=[article.pk])


def opened(article, seconds=30) -> str:
    return signed_time(f"error-report:{article.pk}", timezone.now() - datetime.timedelta(seconds=seconds))


def send(client, article, headers=HOME, **values):
    typed = {"kind": "fact", "text": WORDS, "email": "", "subject": "", "opened": opened(article)} | values
    return client.post(address(article), typed, **headers)


def test_form_is_kept_by_no_cache_and_sets_no_cookie(client, article):
    response = client.get(address(article))
    assert (response.status_code, response["Cache-Control"], response["X-Robots-Tag"]) == (
        200, "private, no-store", "noindex",
    )  # fmt: skip
    assert not response.cookies


def test_form_shows_whom_to_call(client, article):
    assert "Nobody watches it around the clock" in client.get(address(article)).content.decode()


def test_report_is_stored_and_leads_on(client, article):
    response = send(client, article)
    assert (response.status_code, response["Location"]) == (303, reverse("report_error_sent", args=[article.pk]))
    assert ErrorReport.objects.get().text == WORDS
    assert client.get(response["Location"]).status_code == 200


def test_report_on_another_kind_of_page_is_stored(client):
    assert send(client, StandardPageFactory()).status_code == 303


def test_sending_twice_stores_one_report(client, article):
    send(client, article)
    assert send(client, article).status_code == 303
    assert ErrorReport.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("kind", "", "Choose what is wrong"),
        ("kind", "invented", "Choose what is wrong"),
        ("text", "", "Write what is wrong"),
        ("text", "   \u200b\n", "Write what is wrong"),
        ("text", "x" * 10_000, "Shorten your text by 8000 characters"),
        ("email", "no address", "Enter an email address with an @"),
        ("email", "a@example.org\nBcc: b@example.org", "Enter an email address with an @"),
        ("email", "a" * 250 + "@example.org", "Enter"),
        ("subject", "cheap pills", "Leave this field empty"),
    ],
)
def test_bad_field_is_named_and_nothing_is_stored(client, article, field, value, message):
    response = send(client, article, **{field: value})
    assert (response.status_code, message in response.content.decode()) == (422, True)
    assert not ErrorReport.objects.exists()


def test_typed_words_come_back_with_an_error(client, article):
    html = send(client, article, kind="", email="reader@example.org").content.decode()
    assert WORDS in html
    assert "reader@example.org" in html


def test_null_bytes_are_dropped(client, article):
    send(client, article, text="Wrong\x00 year.")
    assert ErrorReport.objects.get().text == "Wrong year."


def test_null_byte_in_the_kind_is_refused(client, article):
    assert send(client, article, kind="fact\x00").status_code == 422


def test_markup_is_shown_as_typed(client, article):
    html = send(client, article, kind="", text="<script>alert(1)</script>").content.decode()
    assert "<script>alert(1)" not in html


@pytest.mark.parametrize(
    "headers", [{"HTTP_ORIGIN": "https://elsewhere.example"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}, {}]
)
def test_post_from_elsewhere_is_refused_with_its_words(client, article, headers):
    response = send(client, article, headers)
    assert (response.status_code, WORDS in response.content.decode()) == (403, True)
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize("token", ["", "forged", "s:1:forged"])
def test_form_that_this_site_did_not_hand_out_is_asked_for_again(client, article, token):
    response = send(client, article, opened=token)
    assert (response.status_code, WORDS in response.content.decode()) == (422, True)


def test_form_of_another_page_is_asked_for_again(client, article):
    assert send(client, article, opened=opened(ArticlePageFactory())).status_code == 422


@pytest.mark.parametrize("seconds", [0, 2 * 24 * 3600])
def test_form_sent_at_once_or_after_days_is_asked_for_again(client, article, seconds):
    assert send(client, article, opened=opened(article, seconds)).status_code == 422
    assert not ErrorReport.objects.exists()


def test_identifying_detail_gets_a_note_first_and_passes_then(client, article):
    text = "Call me on 503-555-0123, the year is wrong."
    first = send(client, article, text=text)
    html = first.content.decode()
    assert (first.status_code, "This may show who somebody is" in html) == (422, True)
    seen = first.context["form"].seen
    assert send(client, article, text=text, seen=seen).status_code == 303


def test_note_for_one_text_does_not_pass_another(client, article):
    seen = send(client, article, text="Call me on 503-555-0123.").context["form"].seen
    assert send(client, article, text="Call me on 503-555-0199.", seen=seen).status_code == 422


def test_crisis_is_stored_at_once_and_answered_with_help(client, article):
    response = send(client, article, text="I want to kill myself tonight.", opened="")
    assert response["Location"].endswith("?help")
    assert ErrorReport.objects.get().may_be_urgent
    assert "Help is there now" in client.get(response["Location"]).content.decode()


def test_many_tries_within_a_minute_have_to_wait(client, article):
    cache.clear()
    answers = [send(client, article, text=f"Wrong in line {number}.") for number in range(9)]
    assert [answer.status_code for answer in answers] == [303] * 8 + [429]
    assert (answers[-1].has_header("Retry-After"), "Wrong in line 8." in answers[-1].content.decode()) == (True, True)


def test_crisis_is_heard_however_often_somebody_tried(client, article):
    cache.clear()
    for number in range(9):
        send(client, article, text=f"Wrong in line {number}.")
    assert send(client, article, text="I want to kill myself tonight.").status_code == 303


def test_body_that_is_no_form_is_refused(client, article):
    response = client.post(address(article), b"{}", content_type="application/json", **HOME)
    assert response.status_code == 400


def test_body_that_is_far_too_long_is_refused(client, article):
    assert send(client, article, text="x" * 600_000).status_code == 413


def test_private_page_has_no_form(client, article):
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(address(article)).status_code == 404


def test_words_sent_to_a_page_that_is_gone_come_back(client, article):
    article.unpublish()
    response = send(client, article)
    assert (response.status_code, WORDS in response.content.decode()) == (404, True)
