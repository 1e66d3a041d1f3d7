"""An editor sees at once what is wrong with a whole section, and what a table needs."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.desk import sit_down


@pytest.fixture
def table(browser: Browser, own_site) -> Page:
    """The editor of an article with a new, empty table, after an attempt to publish it."""
    desk = sit_down(browser, own_site, "editor")
    desk.goto(f"{own_site.address}/admin/pages/?q=Risks+and+safeguards")
    desk.get_by_role("link", name="Risks and safeguards", exact=True).first.click()
    desk.wait_for_url(re.compile(r"/edit/$"))
    desk.get_by_role("button", name="Insert a block").first.click()
    desk.get_by_role("option", name="Table").first.click()
    desk.get_by_role("button", name="More actions").click()
    desk.get_by_role("button", name="Publish").click()
    expect(desk.locator(".help-critical")).to_contain_text("A table needs a caption")
    yield desk
    desk.context.close()


def style(locator, name, part="") -> str:
    return locator.evaluate(f"element => getComputedStyle(element, {part!r}).{name}")


def test_error_of_a_section_has_a_mark_and_a_border(table):
    error = table.locator(".help-critical")
    assert "!" in style(error, "content", "::before")
    assert style(error, "borderTopStyle") == "solid"


def test_caption_of_a_table_is_marked_as_required(table):
    assert "*" in style(table.locator(".typed-table-block label").first, "content", "::after")
