"""Reading the series: by keyboard, without JavaScript, on a narrow screen, without leaving a trace."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.pages import ADDRESSES, ARTICLE, SERIES

PARTS = [
    "what-ketamine-does",
    "from-anesthetic-to-pain-clinic",
    "inside-the-pain-system",
    "what-the-trials-found",
    "risks-and-safeguards",
    "before-during-and-after",
]
# One more is announced, and has no page yet.
PARTS_SHOWN = len(PARTS) + 1
# What WCAG 2.2, 1.4.12 asks a page to bear.
ROOMY_TEXT = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""


def tab_to(page: Page, link) -> None:
    """Press Tab until the link has the focus."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{link} cannot be reached by keyboard")


def test_series_is_read_from_home_to_the_last_part_by_keyboard_alone(page, site):
    page.goto(site.address)
    start = page.get_by_role("main").locator(f'a[href="{SERIES}{PARTS[0]}/"]').first
    tab_to(page, start)
    page.keyboard.press("Enter")
    for number, slug in enumerate(PARTS, start=1):
        page.wait_for_url(f"**/{slug}/")
        expect(page.get_by_text(f"Part {number} of {PARTS_SHOWN}").first).to_be_visible()
        if number < len(PARTS):
            following = page.get_by_role("main").locator(f'a[rel="next"][href="{SERIES}{PARTS[number]}/"]').first
            tab_to(page, following)
            page.keyboard.press("Enter")


def test_first_stop_of_the_keyboard_skips_to_the_text(page, site):
    page.goto(site.address + ARTICLE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_focus_can_always_be_seen(page, site):
    page.goto(site.address + ARTICLE)
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "() => { const style = getComputedStyle(document.activeElement);"
            " return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 }"
        )
        assert outline, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_citation_leads_to_its_reference_and_back(page, site):
    page.goto(site.address + ARTICLE)
    page.locator("a.cite").first.click()
    reference = page.locator("#ref-1")
    expect(reference).to_be_in_viewport()
    reference.locator('a[href^="#cite-1-"]').first.click()
    expect(page.locator("#cite-1-1")).to_be_in_viewport()


def test_contents_lead_to_their_sections(page, site):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site.address + ARTICLE)
    for link in page.get_by_role("navigation", name="On this page").get_by_role("link").all():
        anchor = link.get_attribute("href")
        link.click()
        expect(page.locator(anchor)).to_be_in_viewport()


def test_contents_open_and_close_on_a_phone(page, site):
    page.goto(site.address + ARTICLE)
    page.mouse.wheel(0, 2500)
    page.get_by_role("button", name="On this page").click()
    contents = page.get_by_role("navigation", name="On this page")
    expect(contents).to_be_visible()
    page.keyboard.press("Escape")
    expect(contents).to_be_hidden()


def test_menu_opens_on_a_phone_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site.address)
    page.get_by_role("button", name="Menu").first.click()
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Team")).to_be_visible()
    context.close()


def test_series_is_read_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site.address + SERIES)
    page.get_by_role("main").locator(f'a[href="{SERIES}{PARTS[0]}/"]').first.click()
    for slug in PARTS[1:]:
        page.get_by_role("main").locator(f'a[rel="next"][href="{SERIES}{slug}/"]').first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith(f"{PARTS[-1]}/")
    context.close()


def test_reader_leaves_with_an_empty_cookie_jar(page, site):
    for address in ADDRESSES.values():
        page.goto(site.address + address)
    assert page.context.cookies() == []


def test_reading_writes_nothing_to_the_database(page, own_site):
    with closing(sqlite3.connect(own_site.database)) as database:
        version = "PRAGMA data_version"  # changes when any other connection commits
        before = database.execute(version).fetchone()
        # A guessed link is no reading: guesses are counted, with the day's salt.
        for address in [address for name, address in ADDRESSES.items() if name != "draft-unknown"]:
            page.goto(own_site.address + address)
        assert database.execute(version).fetchone() == before


@pytest.mark.parametrize("kind", ADDRESSES)
def test_page_fits_a_screen_of_320_pixels(page, site, kind):
    """320 pixels are also what 400 % zoom leaves of a window of 1,280."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site.address + ADDRESSES[kind])
    assert overflowing(page) == []


@pytest.mark.parametrize("kind", ["home", "series", "article", "team"])
def test_page_bears_roomy_text(browser, site, kind):
    context = browser.new_context(bypass_csp=True, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(site.address + ADDRESSES[kind])
    page.add_style_tag(content=ROOMY_TEXT)
    assert overflowing(page) == []
    context.close()


def overflowing(page: Page) -> list[str]:
    """What sticks out of the window sideways, if the window can be scrolled sideways at all."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll('body *')]
          .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
          .map(element => element.outerHTML.slice(0, 120)).slice(-5)"""
    )


def test_chosen_colors_stay_on_the_next_page(page, site):
    page.goto(site.address)
    page.get_by_role("radio", name="Dark").check()
    page.goto(site.address + ARTICLE)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_colors_follow_the_device_without_javascript(browser, site):
    backgrounds = set()
    for scheme in ("light", "dark"):
        context = browser.new_context(java_script_enabled=False, color_scheme=scheme)
        page = context.new_page()
        page.goto(site.address)
        backgrounds.add(page.screenshot(clip={"x": 0, "y": 300, "width": 2, "height": 2}))
        context.close()
    assert len(backgrounds) == 2


def test_print_leaves_menus_and_forms_out(page, site):
    page.goto(site.address + ARTICLE)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for selector in ("#site-nav", ".menu-button", "textarea", ".toc-fab"):
        assert page.locator(selector).filter(visible=True).count() == 0, selector


def test_nothing_moves_for_a_reader_who_wants_it_calm(page, site):
    page.emulate_media(reduced_motion="reduce")
    for kind in ("home", "series", "article"):
        page.goto(site.address + ADDRESSES[kind])
        assert page.evaluate("document.getAnimations().length") == 0


def test_search_finds_a_page_and_marks_the_words(page, site):
    page.goto(site.address + "/search/?q=risks")
    result = page.get_by_role("main").get_by_role("link").filter(has_text=re.compile("risk|safeguard", re.IGNORECASE))
    expect(result.first).to_be_visible()
    expect(page.locator("mark").first).to_have_text(re.compile("risk", re.IGNORECASE))


def test_search_without_a_result_says_so(page, site):
    page.goto(site.address + "/search/?q=xylophone")
    expect(page.get_by_role("main")).to_contain_text("xylophone")
    expect(page.get_by_role("main").get_by_role("searchbox")).to_have_value("xylophone")


def test_missing_page_offers_a_way_on(page, site):
    response = page.goto(site.address + "/nothing-here/")
    assert response.status == 404
    expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()
