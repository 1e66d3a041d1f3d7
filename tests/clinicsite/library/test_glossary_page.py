"""The glossary from A to Z, what feeds it, and the report about it."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import PageViewRestriction

from clinicsite.library.actions import keep_words
from clinicsite.library.models import GlossaryTerm, PageWords
from tests.factories.library import GlossaryTermFactory
from tests.factories.pages import ArticlePageFactory, GlossaryPageFactory, SeriesPageFactory, story

pytestmark = pytest.mark.django_db
REPORT = reverse("glossary_report")


def article(text, **fields):
    """A published article whose words are known."""
    page = ArticlePageFactory(body=story(("text", f"<p>{text}</p>")), **fields)
    keep_words(page)
    return page


def shown(client) -> BeautifulSoup:
    return BeautifulSoup(client.get(GlossaryPageFactory().url).content, "html.parser")


def test_terms_stand_under_their_letters(client):
    for term in ("opioid", "bolus", "Allodynia", "5-HT3"):
        GlossaryTermFactory(term=term, slug=term.lower())
    html = shown(client)
    assert [heading.text for heading in html.find_all(class_="glossary__letter")] == ["0-9", "A", "B", "O"]


def test_letters_lead_to_their_places(client):
    GlossaryTermFactory(term="opioid")
    html = shown(client)
    (link,) = html.select(".letters a")
    assert html.find(id=link["href"][1:]).text == "O"


def test_every_term_has_an_address(client):
    GlossaryTermFactory(term="opioid", slug="opioid")
    assert shown(client).find(id="opioid").text == "Opioid"


def test_pages_that_use_a_word_are_named(client):
    GlossaryTermFactory(term="opioid", also_called="morphine")
    one, _other = article("Opioids help.", title="One"), article("Nothing of the kind.", title="Other")
    links = shown(client).select(".glossary__uses a")
    assert [(link.text, link["href"]) for link in links] == [("One", one.url)]


def test_private_page_is_not_named(client):
    GlossaryTermFactory(term="opioid")
    PageViewRestriction.objects.create(page=article("An opioid."), restriction_type=PageViewRestriction.LOGIN)
    assert shown(client).select(".glossary__uses") == []


def test_glossary_without_terms_says_so(client):
    assert "No word has been explained here yet." in shown(client).text


def test_new_term_is_found_in_old_texts(client):
    article("An opioid.", title="One")
    assert shown(client).select(".glossary__uses") == []
    GlossaryTermFactory(term="opioid")
    assert PageWords.objects.uses_of(tuple(term.explanation for term in GlossaryTerm.objects.all()))


class TestReading:
    """Publishing a page reads it."""

    def test_published_text_is_kept(self, django_capture_on_commit_callbacks):
        page = ArticlePageFactory(body=story(("heading", {"text": "Head"}), ("text", "<p>Words.</p>")))
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        assert PageWords.objects.get().text == "Words."

    def test_draft_is_not_read(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            ArticlePageFactory().save_revision()
        assert not PageWords.objects.exists()

    def test_unpublished_text_is_forgotten(self):
        article("Words.").unpublish()
        assert not PageWords.objects.exists()

    def test_page_without_sections_is_passed_over(self):
        assert keep_words(SeriesPageFactory()) is None

    def test_command_reads_every_published_page(self, capsys):
        ArticlePageFactory.create_batch(2)
        ArticlePageFactory(live=False)
        call_command("refresh_glossary")
        assert capsys.readouterr().out == "2 pages\n"


class TestOnThePage:
    """The first use of a word on a page."""

    def explained(self, client, page) -> list[str]:
        html = BeautifulSoup(client.get(page.url).content, "html.parser")
        return [button.text for button in html.select("button.term")]

    def test_first_use_is_explained(self, client):
        GlossaryTermFactory(term="opioid")
        assert self.explained(client, article("An opioid, an opioid.")) == ["opioid"]

    def test_page_may_opt_out(self, client):
        GlossaryTermFactory(term="opioid")
        assert self.explained(client, article("An opioid.", explains_terms=False)) == []

    def test_everyday_word_is_not_explained(self, client):
        GlossaryTermFactory(term="opioid", is_explained=False)
        assert self.explained(client, article("An opioid.")) == []

    def test_word_in_a_margin_note_is_not_explained_again(self, client):
        term = GlossaryTermFactory(term="opioid")
        body = story(("text", "<p>An opioid.</p>"), ("glossary", {"term": term.pk}))
        assert self.explained(client, ArticlePageFactory(body=body)) == []

    def test_changed_term_is_explained_at_once(self, client):
        term, page = GlossaryTermFactory(term="opioid"), article("An opioid and a bolus.")
        self.explained(client, page)
        term.term = "bolus"
        term.save()
        assert self.explained(client, page) == ["bolus"]

    def test_deleted_term_is_not_explained(self, client):
        term, page = GlossaryTermFactory(term="opioid"), article("An opioid.")
        self.explained(client, page)
        term.delete()
        assert self.explained(client, page) == []

    def test_definition_leads_to_the_glossary(self, client):
        GlossaryTermFactory(term="opioid", slug="opioid")
        glossary, page = GlossaryPageFactory(), article("An opioid.")
        html = BeautifulSoup(client.get(page.url).content, "html.parser")
        assert html.select_one(".term-card a")["href"] == f"{glossary.url}#opioid"

    def test_explaining_costs_no_query_a_minute_later(self, client, django_assert_num_queries):
        from clinicsite.library.explaining import glossary_for_texts

        GlossaryTermFactory(term="opioid")
        glossary_for_texts()
        with django_assert_num_queries(0):
            glossary_for_texts()


class TestReport:
    """Terms nobody uses, and abbreviations nobody explains."""

    def context(self, client):
        return client.get(REPORT).context

    def test_unused_term_is_listed(self, admin_client):
        used, unused = GlossaryTermFactory(term="opioid"), GlossaryTermFactory(term="bolus")
        article("An opioid.")
        assert self.context(admin_client)["unused"] == [unused]
        assert used

    def test_abbreviation_on_two_pages_is_listed(self, admin_client):
        for title in ("One", "Two"):
            article("The FDA and the EMA.", title=title)
        article("The EMA, the WHO.")
        rows = self.context(admin_client)["unknown"]
        assert [(row["word"], row["count"]) for row in rows] == [("EMA", 3), ("FDA", 2)]

    def test_abbreviation_with_an_entry_is_not(self, admin_client):
        GlossaryTermFactory(term="Food and Drug Administration", also_called="FDA")
        for _ in range(2):
            article("The FDA.")
        assert self.context(admin_client)["unknown"] == []

    def test_word_is_taken_to_the_new_entry(self, admin_client):
        form = admin_client.get(reverse("wagtailsnippets_library_glossaryterm:add"), {"term": "FDA"}).context["form"]
        assert (form.initial["term"], form.initial["slug"]) == ("FDA", "fda")

    def test_stranger_sees_no_report(self, client):
        assert client.get(REPORT).status_code == 302
