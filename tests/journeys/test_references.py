"""From a number in the text to its source and back, with a finger and on paper."""

import pytest
from playwright.sync_api import Page

from tests.journeys.pages import ARTICLE, SERIES

TARGET = 24
BOXES = """[...document.querySelectorAll('.cite')].map((mark) => {
  const { left, top, right, bottom } = mark.getBoundingClientRect();
  return { left, top, right, bottom, run: [...document.querySelectorAll('.cite-mark')].indexOf(mark.parentElement) };
})"""
PARTS = [ARTICLE, f"{SERIES}what-the-trials-found/"]


def overlap(one, other) -> bool:
    beside = one["left"] < other["right"] - 0.5 and other["left"] < one["right"] - 0.5
    return beside and one["top"] < other["bottom"] - 0.5 and other["top"] < one["bottom"] - 0.5


@pytest.mark.parametrize("address", PARTS)
@pytest.mark.parametrize("width", [390, 1440])
def test_every_mark_is_large_enough_for_a_finger(page: Page, site, address, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.address + address)
    boxes = page.evaluate(BOXES)
    small = [box for box in boxes if box["right"] - box["left"] < TARGET or box["bottom"] - box["top"] < TARGET]
    assert boxes
    assert small == []


@pytest.mark.parametrize("address", PARTS)
@pytest.mark.parametrize("width", [390, 1440])
def test_marks_beside_each_other_do_not_overlap(page: Page, site, address, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.address + address)
    boxes = page.evaluate(BOXES)
    runs = [
        (one, other) for index, one in enumerate(boxes) for other in boxes[index + 1 :] if one["run"] == other["run"]
    ]
    assert runs
    assert [pair for pair in runs if overlap(*pair)] == []


def test_way_back_is_marked_behind_the_number_only(page: Page, site):
    """The padding lies over the letters beside the number."""
    page.goto(f"{site.address}{ARTICLE}#cite-1-1")
    assert page.locator("#cite-1-1").evaluate("mark => getComputedStyle(mark).backgroundClip") == "content-box"


def test_long_way_to_a_reference_is_a_jump(page: Page, site):
    page.goto(site.address + ARTICLE)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_paper_shows_the_address_of_an_original_page(page: Page, site):
    page.goto(f"{site.address}{SERIES}from-anesthetic-to-pain-clinic/")
    page.emulate_media(media="print")
    link = page.locator(".refs__page").first
    printed = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert link.get_attribute("href") in printed


@pytest.mark.parametrize("selector", [".refs__back", ".next-part"])
def test_paper_shows_nothing_that_only_leads_elsewhere_on_the_screen(page: Page, site, selector):
    page.goto(site.address + ARTICLE)
    assert page.locator(selector).first.is_visible()
    page.emulate_media(media="print")
    assert not page.locator(selector).first.is_visible()
