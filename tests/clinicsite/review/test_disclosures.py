"""Statements of regulators that the site puts into pages."""

import datetime

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from clinicsite.core.models import ClinicSettings
from clinicsite.review.disclosures import meetings_for_readers, meetings_of
from tests.factories.pages import ArticlePageFactory, StandardPageFactory, story
from tests.factories.review import RegulatoryStatementFactory

pytestmark = pytest.mark.django_db
MEETING = "<p>Ketamine is given for pain.</p>"
OTHER = "<p>The clinic stands by the river.</p>"


def article(*texts, **values):
    return ArticlePageFactory(body=story(*[("text", text) for text in texts]), **values)


def yesterday():
    return timezone.localdate() - datetime.timedelta(days=1)


def html_of(client, page):
    return client.get(page.url).content.decode()


def test_statement_stands_behind_the_first_section_that_speaks_of_the_use(client):
    RegulatoryStatementFactory(title="What the regulator says")
    html = html_of(client, article(OTHER, MEETING, "<p>The last section.</p>"))
    assert html.index("given for pain") < html.index("What the regulator says") < html.index("The last section.")


def test_statement_stands_once_though_the_use_is_named_often(client):
    RegulatoryStatementFactory(title="What the regulator says")
    assert html_of(client, article(MEETING, MEETING)).count("What the regulator says") == 1


def test_statement_stands_at_the_end_where_drug_and_use_are_in_different_sections(client):
    RegulatoryStatementFactory(title="What the regulator says")
    html = html_of(client, article("<p>Ketamine is a drug.</p>", "<p>Pain can last.</p>", OTHER))
    assert html.index("by the river") < html.index("What the regulator says")


def test_statement_names_source_country_and_day(client):
    RegulatoryStatementFactory(source_name="US label of May")
    html = html_of(client, article(MEETING))
    assert 'href="https://regulator.example.org/label"' in html
    assert "US label of May" in html
    assert "United States" in html
    assert f'<time datetime="{timezone.localdate().isoformat()}">' in html


def test_page_that_names_no_such_use_shows_no_statement(client):
    RegulatoryStatementFactory(title="What the regulator says")
    assert "What the regulator says" not in html_of(client, article(OTHER))


def test_lapsed_statement_disappears(client):
    RegulatoryStatementFactory(title="What the regulator says", stated_on=yesterday(), valid_until=yesterday())
    page = article(MEETING)
    assert "What the regulator says" not in html_of(client, page)
    assert [meeting.statement for meeting in meetings_of(page)] == [None]


def test_statement_of_another_country_is_not_shown():
    RegulatoryStatementFactory(jurisdiction="UK")
    assert [meeting.statement for meeting in meetings_of(article(MEETING))] == [None]


def test_statement_follows_the_country_of_the_settings():
    page = article(MEETING)
    ClinicSettings.objects.create(site=page.get_site(), country="UK")
    statement = RegulatoryStatementFactory(jurisdiction="UK")
    assert [meeting.statement for meeting in meetings_of(page)] == [statement]


def test_use_is_seen_before_anybody_wrote_a_statement():
    page = article("<p>Ketamine for depression.</p>")
    assert [(meeting.topic, meeting.path) for meeting in meetings_of(page)] == [
        ("psychiatric", f"body.{page.body[0].id}")
    ]


def test_newest_of_two_valid_statements_is_shown():
    RegulatoryStatementFactory(title="Old")
    RegulatoryStatementFactory(title="New", valid_until=timezone.localdate() + datetime.timedelta(days=60))
    assert [meeting.statement.title for meeting in meetings_of(article(MEETING))] == ["New"]


def test_statements_about_two_drugs_stand_side_by_side():
    RegulatoryStatementFactory()
    RegulatoryStatementFactory(drugs="lidocaine")
    page = article("<p>Lidocaine and ketamine for pain.</p>")
    assert [meeting.drugs for meeting in meetings_of(page)] == ["ketamine", "lidocaine"]


def test_quotation_for_criticism_asks_for_no_statement():
    quote = {"text": "<p>Ketamine ends pain.</p>", "who": "An advertisement", "role": "", "for_criticism": True}
    assert meetings_of(ArticlePageFactory(body=story(("quote", quote)))) == []


def test_page_of_text_shows_statements_too(client):
    RegulatoryStatementFactory(title="What the regulator says")
    page = StandardPageFactory(body=story(("text", MEETING)))
    assert "What the regulator says" in html_of(client, page)


def test_words_of_a_statement_are_escaped(client):
    RegulatoryStatementFactory(title="<script>alert(1)</script>", source_name='"><b>')
    html = html_of(client, article(MEETING))
    assert "<script>alert(1)" not in html
    assert '"><b>' not in html


def test_statements_cost_readers_one_query_a_minute(django_assert_num_queries):
    RegulatoryStatementFactory.create_batch(3)
    page = article(MEETING)
    with django_assert_num_queries(1):
        meetings_for_readers(page, "US")
    with django_assert_num_queries(0):
        assert meetings_for_readers(page, "US")[0].statement


def test_readers_meet_a_changed_statement_at_once():
    statement = RegulatoryStatementFactory(title="Old")
    page = article(MEETING)
    meetings_for_readers(page, "US")
    statement.title = "New"
    statement.save()
    assert [meeting.statement.title for meeting in meetings_for_readers(page, "US")] == ["New"]
    statement.delete()
    assert [meeting.statement for meeting in meetings_for_readers(page, "US")] == [None]


def test_statement_that_is_kept_lapses_on_its_day():
    RegulatoryStatementFactory(valid_until=timezone.localdate())
    page = article(MEETING)
    assert meetings_for_readers(page, "US")[0].statement
    kept = cache.get("review.statements.US")
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1), tick=False):
        cache.set("review.statements.US", kept)
        assert meetings_for_readers(page, "US")[0].statement is None
