"""An editor's day: a series from the template, a text from a word processor, a plan, the calendar."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.ready_series import PARTS, TITLE
from tests.journeys.server import ROOT, environment

CLIPBOARD = Path(__file__).parent / "clipboard"
PASTE = """(html) => {
  const transfer = new DataTransfer();
  transfer.setData('text/html', html);
  transfer.setData('text/plain', 'plain');
  const event = new ClipboardEvent('paste', {clipboardData: transfer, bubbles: true, cancelable: true});
  document.activeElement.dispatchEvent(event);
}"""
DROP = """async ([selector, type]) => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 40;
  canvas.getContext('2d').fillRect(0, 0, 20, 20);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, type));
  const transfer = new DataTransfer();
  transfer.items.add(new File([blob], 'waiting-room.png', {type}));
  const place = document.querySelector(selector);
  for (const kind of ['dragover', 'drop']) {
    place.dispatchEvent(new DragEvent(kind, {dataTransfer: transfer, bubbles: true, cancelable: true}));
  }
}"""


@pytest.fixture
def page(page, open_site) -> Page:
    """A desk at which an editor has signed in."""
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.goto(f"{open_site.address}/admin/login/")
    page.get_by_label("Username").fill("editor")
    page.locator("#id_password").fill(open_site.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{open_site.address}/admin/")
    return page


def ask(site, sql, *values):
    with closing(sqlite3.connect(site.database, timeout=60)) as database:
        return database.execute(sql, values).fetchone()


def sections_of(site, title) -> list[dict]:
    """The sections of an article's row, a draft's too."""
    (body,) = ask(
        site, "SELECT body FROM articles_articlepage JOIN wagtailcore_page ON id = page_ptr_id WHERE title = ?", title
    )
    return json.loads(body)


def start_article(page, site, title):
    page.goto(f"{site.address}/admin/articles/start/")
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Start the draft").click()
    page.wait_for_url("**/edit/")


def first_text(page):
    """The first empty text section of the template."""
    kind = page.locator('input[name$="-type"][value="text"]')
    section = page.locator("[data-streamfield-child]").filter(has=kind).first
    return section.locator(".Draftail-Editor").get_by_role("textbox")


def paste(page, name):
    """Write a sentence, and paste in the middle of it."""
    first_text(page).click()
    page.keyboard.type("Before.After.")
    for _letter in "After.":
        page.keyboard.press("ArrowLeft")
    page.evaluate(PASTE, (CLIPBOARD / f"{name}.html").read_text())
    expect(page.get_by_text("Pasted. Headings:")).to_be_visible()


def save(page):
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("has been updated")).to_be_visible()


def test_series_is_started_from_the_template(page, open_site):
    page.get_by_role("link", name="New series").click()
    page.get_by_label("Title of the series").fill("Living with nerve pain")
    page.get_by_label("Titles of the parts").fill("What is nerve pain?")
    page.get_by_role("button", name="Start the series").click()
    expect(page.get_by_text("A series with 6 drafts.")).to_be_visible()
    expect(page.get_by_role("link", name="What is nerve pain?").first).to_be_visible()
    assert [section["type"] for section in sections_of(open_site, "Living with nerve pain, part 6")][0] == "takeaways"


@pytest.mark.parametrize(("name", "bold"), [("word", "<b>sleep badly</b>"), ("google_docs", "<b>sleep badly</b>")])
def test_text_of_a_word_processor_becomes_sections(page, open_site, name, bold):
    start_article(page, open_site, f"Pasted from {name}")
    paste(page, name)
    save(page)
    sections = sections_of(open_site, f"Pasted from {name}")
    start = next(index for index, section in enumerate(sections) if "Before." in str(section["value"]))
    heading, text = sections[start + 1 : start + 3]
    assert heading["value"]["text"] == "How sleep and pain meet"
    assert bold in text["value"]
    assert '<a href="https://www.example.org/sleep">this page</a>' in text["value"]
    assert "<ul>" in text["value"]
    assert "<ol>" in text["value"]
    assert "Keep a regular hour.<ul>" in text["value"]
    table = next(section["value"]["table"] for section in sections if section["type"] == "table")
    assert [column["heading"] for column in table["columns"]] == ["Habit", "Nights"]
    assert table["rows"][0]["values"] == ["Regular hour", "Four"]
    after = next(section for section in sections if "After." in str(section["value"]))
    assert "The last paragraph." in after["value"]
    assert not any(leftover in str(sections) for leftover in ("mso", "style=", "font", "docs-internal"))


def test_words_typed_just_before_saving_are_kept(page, open_site):
    start_article(page, open_site, "Typed in haste")
    first_text(page).click()
    page.keyboard.type("Every word of it.")
    save(page)
    assert "Every word of it." in str(sections_of(open_site, "Typed in haste"))


def test_hostile_clipboard_does_no_harm(page, open_site):
    start_article(page, open_site, "Pasted with malice")
    paste(page, "hostile")
    save(page)
    assert page.evaluate("window.hurt") is None
    stored = str(sections_of(open_site, "Pasted with malice"))
    assert "A heading" in stored
    assert not any(word in stored.lower() for word in ("javascript:", "<script", "onclick", "hidden words", "typed"))


def test_paste_is_undone(page, open_site):
    start_article(page, open_site, "Pasted by mistake")
    paste(page, "google_docs")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(first_text(page)).to_have_text("Before.After.")
    expect(page.get_by_text("The last paragraph.")).to_have_count(0)


def test_picture_that_is_dropped_becomes_a_figure(page, open_site):
    start_article(page, open_site, "With a picture")
    expect(first_text(page)).to_be_visible()
    page.evaluate(DROP, [".Draftail-Editor", "image/png"])
    expect(page.get_by_text("The picture is in a new figure.")).to_be_visible()
    save(page)
    figure = next(section for section in sections_of(open_site, "With a picture") if section["type"] == "figure")
    (title,) = ask(open_site, "SELECT title FROM media_clinicimage WHERE id = ?", figure["value"]["image"])
    assert title == "waiting room"


def test_search_preview_follows_the_keyboard(page, open_site):
    (page_id,) = ask(open_site, "SELECT id FROM wagtailcore_page WHERE slug = 'what-ketamine-does'")
    page.goto(f"{open_site.address}/admin/pages/{page_id}/edit/")
    page.get_by_role("button", name="Toggle search and social preview").click()
    panel = page.locator("[data-search-preview]")
    page.get_by_role("tab", name="Promote").click()
    page.get_by_label("Title tag").fill("x" * 61)
    expect(panel.get_by_text("61 characters in the title. More than 60 are often cut off.")).to_be_visible()
    page.get_by_label("Meta description").fill("Short.")
    expect(panel.locator("[data-preview-description]").first).to_have_text("Short.")
    expect(panel.get_by_text("6 characters in the description. 70 or more")).to_be_visible()
    page.get_by_label("Slug").fill("another-address")
    above = panel.get_attribute("data-address-above")
    expect(panel.locator("[data-preview-address]")).to_have_text(f"{above}another-address/")


def test_series_is_scheduled_and_stands_in_the_calendar(page, open_site):
    program = [sys.executable, "-m", "tests.journeys.ready_series"]
    subprocess.run(program, cwd=ROOT, env=environment(open_site.database.parent), check=True)
    (series,) = ask(open_site, "SELECT id FROM wagtailcore_page WHERE title = ?", TITLE)
    page.goto(f"{open_site.address}/admin/articles/{series}/schedule/")
    page.get_by_label("First part on").fill("2031-03-09")
    page.get_by_label("Time of day").fill("02:30")
    page.get_by_role("button", name="Show the dates").click()
    expect(page.get_by_text("02:30 does not exist")).to_be_visible()
    page.get_by_role("button", name="Schedule these 2 parts").click()
    expect(page.get_by_text("2 parts are scheduled.")).to_be_visible()
    page.goto(f"{open_site.address}/admin/calendar/?month=2031-03")
    listed = page.get_by_role("region", name="The month as a list").get_by_role("row")
    expect(listed.nth(1)).to_contain_text("Sun 9 March, 03:30")
    expect(listed.nth(1)).to_contain_text(PARTS[0])
    expect(listed.nth(2)).to_contain_text("Sun 16 March, 02:30")
    expect(listed.nth(2)).to_contain_text(PARTS[1])
