"""The queue of readers' reports in the admin."""

import pytest
from django.urls import reverse
from django.utils import timezone

from clinicsite.background.models import OutgoingMail
from clinicsite.review.models import ErrorReport
from tests.factories.pages import ArticlePageFactory
from tests.factories.trust import report_on, somebody

pytestmark = pytest.mark.django_db
INDEX = reverse("error_reports:index")
OTHERS = ["Contributors", "Clinical reviewers", "Marketers", "Moderators", "Front desk"]


@pytest.fixture
def editor_client(client):
    client.force_login(somebody("Editors"))
    return client


def address(report) -> str:
    return reverse("error_reports:handle", args=[report.pk])


def post(client, report, verb="handle", **values):
    seen = ErrorReport.objects.get(pk=report.pk).changed_at.isoformat()
    return client.post(address(report), {"verb": verb, "seen": seen, **values})


def handle(client, report, **values):
    fields = {"status": "accepted", "owner": "", "due_on": timezone.localdate().isoformat(), "notes": ""}
    return post(client, report, **{**fields, **values})


@pytest.mark.parametrize("role", OTHERS)
def test_queue_is_closed_to_others(client, role):
    client.force_login(somebody(role))
    assert client.get(INDEX).status_code in (302, 403)
    assert client.get(address(report_on())).status_code == 403


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("verb", ["handle", "answer", "erase"])
def test_others_change_nothing(client, role, verb):
    report = report_on(email="reader@example.org")
    client.force_login(somebody(role))
    post(client, report, verb, status="declined", due_on="2030-01-01", answer="No.")
    stored = ErrorReport.objects.get()
    assert (stored.status, stored.text, stored.has_address) == ("new", report.text, True)


def test_queue_quotes_no_report_and_no_address(editor_client):
    report = report_on(email="reader@example.org")
    html = editor_client.get(INDEX).content.decode()
    assert str(report) in html
    assert report.text not in html
    assert "reader@example.org" not in html


def test_report_shows_its_words_and_no_address(editor_client):
    report = report_on(email="reader@example.org")
    html = editor_client.get(address(report)).content.decode()
    assert report.text in html
    assert "reader@example.org" not in html


def test_report_shows_markup_as_typed(editor_client):
    report = report_on(text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in editor_client.get(address(report)).content.decode()


def test_decision_is_stored(editor_client):
    report = report_on()
    assert handle(editor_client, report).status_code == 302
    assert ErrorReport.objects.get().status == "accepted"


def test_answer_is_mailed(editor_client):
    report = report_on(email="reader@example.org")
    post(editor_client, report, "answer", answer="We have put it right.")
    assert OutgoingMail.objects.to("reader@example.org").exists()


@pytest.mark.parametrize(
    "values",
    [{"status": "answered"}, {"status": "gone"}, {"due_on": "soon"}, {"notes": "x" * 10_000}, {"owner": "999999"}],
)
def test_bad_input_is_refused(editor_client, values):
    report = report_on()
    assert handle(editor_client, report, **values).status_code == 422
    assert ErrorReport.objects.get().status == "new"


@pytest.mark.parametrize("answer", ["", " \x00", "x" * 10_000])
def test_bad_answer_is_refused(editor_client, answer):
    report = report_on(email="reader@example.org")
    assert post(editor_client, report, "answer", answer=answer).status_code == 422
    assert not OutgoingMail.objects.exists()


def test_report_that_another_handled_meanwhile_gives_the_words_back(editor_client):
    report = report_on()
    handle(editor_client, report)
    response = editor_client.post(
        address(report), {"verb": "answer", "seen": "long ago", "answer": "We have put it right."}
    )
    assert (response.status_code, "We have put it right." in response.content.decode()) == (409, True)
    assert ErrorReport.objects.get().answer == ""


def test_words_are_erased_on_request(editor_client):
    report = report_on(email="reader@example.org")
    post(editor_client, report, "erase")
    stored = ErrorReport.objects.get()
    assert (stored.text, stored.address_sealed, stored.erased_at is None) == ("", "", False)


@pytest.mark.parametrize(
    ("query", "count"),
    [("status=new", 2), ("status=declined", 0), ("overdue=true", 1), ("mine=true", 0), ("kind=tone", 1)],
)
def test_queue_is_filtered(editor_client, query, count):
    late = report_on(kind="tone")
    report_on()
    ErrorReport.objects.filter(pk=late.pk).update(due_on="2020-01-01")
    assert len(editor_client.get(f"{INDEX}?{query}").context["object_list"]) == count


def test_home_page_counts_open_reports(editor_client):
    report_on()
    assert "1 open report<" in editor_client.get(reverse("wagtailadmin_home")).content.decode()


def test_home_page_says_nothing_where_none_is_open(editor_client):
    assert "error reports</h2>" not in editor_client.get(reverse("wagtailadmin_home")).content.decode()


def test_home_page_says_nothing_to_others(client):
    report_on()
    client.force_login(somebody("Contributors"))
    assert "open report" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_number_of_reports_costs_no_more_queries(editor_client, django_assert_max_num_queries):
    page = ArticlePageFactory()
    for number in range(12):
        report_on(page, text=f"Wrong in line {number}.")
    with django_assert_max_num_queries(25):
        editor_client.get(INDEX)
