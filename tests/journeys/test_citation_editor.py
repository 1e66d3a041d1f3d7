"""Citing a source from the rich-text editor, from the press of the button to the number that readers see.

All tests share one running site. Each publishes a page of its own or none, so that they may run in any order.
"""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.desk import keep_sign_off, publish_unsigned
from tests.journeys.pages import SERIES
from tests.journeys.server import running_site

SOURCE = "Sigtermans 2009"


@dataclass(frozen=True)
class EditedSite:
    """A running site with the folder of its database."""

    address: str
    password: str
    data: Path

    def sql(self, statement: str, *values):
        """The first row of an answer from the site's own database."""
        with closing(sqlite3.connect(self.data / "clinic.sqlite3", timeout=20)) as database, database:
            return database.execute(statement, values).fetchone()

    def add_source(self, key: str, is_retracted: bool = False) -> None:
        """Put a source into the library that no page cites. Its short name is `Sample 2001`."""
        columns = [row[1] for row in self._columns("library_reference") if row[1] != "id"]
        given = {"key": key, "kind": "trial", "authors": "Sample AB", "title": key, "year": 2001}
        values = [given.get(name, is_retracted if name == "is_retracted" else "") for name in columns]
        values = [None if name == "last_checked" else value for name, value in zip(columns, values, strict=True)]
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        self.sql(f"INSERT INTO library_reference ({names}) VALUES ({marks})", *values)  # noqa: S608

    def _columns(self, table):
        with closing(sqlite3.connect(self.data / "clinic.sqlite3")) as database:
            return database.execute(f"PRAGMA table_info({table})").fetchall()

    def published_citations(self, slug: str) -> list[str]:
        """The words of every citation in an article's published text, as the database holds them."""
        (body,) = self.sql(
            "SELECT body FROM articles_articlepage JOIN wagtailcore_page ON id = page_ptr_id WHERE slug = ?", slug
        )
        found = re.findall(r'<a linktype="citation" id="\d+">([^<]*)</a>', " ".join(strings_in(json.loads(body))))
        return [unescape(words) for words in found]


def strings_in(value) -> list[str]:
    """Every string in a stored stream, in order."""
    if isinstance(value, str):
        return [value]
    nested = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for item in nested for text in strings_in(item)]


@pytest.fixture(scope="module")
def edited_site(sample_data, tmp_path_factory):
    data = tmp_path_factory.mktemp("edited") / "data"
    with running_site(sample_data, data) as running:
        yield EditedSite(running.address, running.password, data)


@pytest.fixture
def page(page, edited_site) -> Page:
    """A desk, because nobody edits an article on a phone, with an editor who has signed in."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{edited_site.address}/admin/login/")
    page.get_by_label("Username").fill("editor")
    page.locator("#id_password").fill(edited_site.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{edited_site.address}/admin/")
    return page


def open_editor(page, site, slug):
    (page_id,) = site.sql("SELECT id FROM wagtailcore_page WHERE slug = ?", slug)
    page.goto(f"{site.address}/admin/pages/{page_id}/edit/")
    expect(paragraph(page)).to_be_visible()


def paragraph(page):
    """The first rich text of the page."""
    return page.locator(".Draftail-Editor").first


def citations(page):
    return paragraph(page).locator(".TooltipEntity")


def write(page, words):
    """Write at the end of the first rich text."""
    paragraph(page).get_by_role("textbox").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def press_citation_button(page):
    """Select the last word, which brings the toolbar up, and press the button."""
    page.keyboard.press("Control+Shift+ArrowLeft")
    page.locator('button[name="CITATION"]').filter(visible=True).click()


def choose(page, words, name=SOURCE):
    chooser = page.locator(".modal-dialog")
    chooser.get_by_role("textbox").fill(words)
    chooser.get_by_role("link", name=re.compile(f"^{name}: ")).click()
    expect(chooser).to_be_hidden()


def save_draft(page):
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("has been updated")).to_be_visible()
    page.wait_for_load_state()
    expect(paragraph(page)).to_be_visible()


def publish(page):
    page.get_by_label("Actions (footer)").get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()


def test_citation_goes_from_the_button_to_the_reader(page, edited_site):
    open_editor(page, edited_site, "what-ketamine-does")
    write(page, " Unlikely")
    press_citation_button(page)
    choose(page, "sigtermans 2009")
    expect(citations(page).last).to_have_text(SOURCE)
    publish(page)
    # A new source is no minor edit.
    expect(page.get_by_text("It needs another review.").first).to_be_visible()
    page.goto(f"{edited_site.address}/admin/")  # The form saves drafts by itself; the last one is published.
    (page_id,) = edited_site.sql("SELECT id FROM wagtailcore_page WHERE slug = ?", "what-ketamine-does")
    publish_unsigned(page.context.browser, edited_site, page_id)
    assert SOURCE in edited_site.published_citations("what-ketamine-does")
    page.goto(f"{edited_site.address}{SERIES}what-ketamine-does/")
    point = page.get_by_role("main").get_by_role("listitem").filter(has_text="Unlikely").first
    expect(point.locator("a.cite").last).to_have_text(re.compile(r"^\d+$"))


def test_usage_of_a_source_lists_the_pages_that_cite_it(page, edited_site):
    (cited,) = edited_site.sql("SELECT id FROM library_reference WHERE key = 'r3'")
    page.goto(f"{edited_site.address}/admin/snippets/library/reference/usage/{cited}/")
    expect(page.get_by_role("link", name="What the trials found").first).to_be_visible()


def test_citations_survive_another_edit_of_the_text(page, edited_site):
    before = edited_site.published_citations("from-anesthetic-to-pain-clinic")
    open_editor(page, edited_site, "from-anesthetic-to-pain-clinic")
    write(page, " One sentence more.")
    publish(page)
    keep_sign_off(page)
    assert edited_site.published_citations("from-anesthetic-to-pain-clinic") == before


def test_retracted_source_lets_a_draft_be_saved_and_stops_its_publication(page, edited_site):
    edited_site.add_source("withdrawn trial", is_retracted=True)
    open_editor(page, edited_site, "inside-the-pain-system")
    write(page, " Unlikely")
    press_citation_button(page)
    choose(page, "withdrawn trial", "Sample 2001")
    save_draft(page)
    publish(page)
    expect(page.get_by_text("Key takeaways: “Sample 2001” has been retracted.")).to_be_visible()


def test_source_that_left_the_library_stops_the_publication(page, edited_site):
    edited_site.add_source("lost trial")
    open_editor(page, edited_site, "what-the-trials-found")
    write(page, " Unlikely")
    press_citation_button(page)
    choose(page, "lost trial", "Sample 2001")
    edited_site.sql("DELETE FROM library_reference WHERE key = 'lost trial'")
    publish(page)
    expect(page.get_by_text("Key takeaways: a cited reference is no longer in the library.")).to_be_visible()


def test_citation_is_chosen_anew_from_its_tooltip(page, edited_site):
    open_editor(page, edited_site, "risks-and-safeguards")
    count = citations(page).count()
    citations(page).first.click()
    page.get_by_role("button", name="Edit", exact=True).click()
    choose(page, "sigtermans 2009")
    expect(citations(page).first).to_have_text(SOURCE)
    expect(citations(page)).to_have_count(count)


def test_removed_citation_takes_its_name_along(page, edited_site):
    open_editor(page, edited_site, "risks-and-safeguards")
    name = citations(page).first.inner_text()
    citations(page).first.click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(paragraph(page)).not_to_contain_text(name)


def test_selected_words_stay_when_a_source_is_cited_for_them(page, edited_site):
    open_editor(page, edited_site, "about")
    write(page, " Unlikely")
    press_citation_button(page)
    choose(page, "sigtermans 2009")
    expect(paragraph(page)).to_contain_text(f"Unlikely {SOURCE}")


def test_text_written_behind_a_citation_stays_outside_of_it(page, edited_site):
    open_editor(page, edited_site, "privacy")
    write(page, " Unlikely")
    press_citation_button(page)
    choose(page, "sigtermans 2009")
    page.keyboard.type(" and more.")
    expect(paragraph(page)).to_contain_text(f"{SOURCE} and more.")
    expect(citations(page).last).to_have_text(SOURCE)


def test_slash_command_cites_where_the_cursor_stands(page, edited_site):
    open_editor(page, edited_site, "accessibility")
    write(page, " Unlikely /reference")
    page.get_by_role("option", name="Reference").click()
    choose(page, "sigtermans 2009")
    expect(paragraph(page)).to_contain_text(f"Unlikely {SOURCE}")


def test_words_are_published_while_the_draft_saves_itself(page, edited_site):
    open_editor(page, edited_site, "complaints")
    write(page, " One sentence more.")
    publish(page)
    expect(page.get_by_text("has been published")).to_be_visible()
    (body,) = edited_site.sql(
        "SELECT body FROM clinic_standardpage JOIN wagtailcore_page ON id = page_ptr_id WHERE slug = 'complaints'"
    )
    assert "One sentence more." in body
