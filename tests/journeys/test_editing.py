"""An editor's day: change a section, look at it, publish it; put a series into another order."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.desk import publish_unsigned, sit_down
from tests.journeys.pages import ARTICLE, SERIES

OLD_HEADING = "Pain can be turned up"
NEW_HEADING = "Pain can be turned up, and down again"
SECOND_PART = "From anesthetic to pain clinic"


@pytest.fixture
def desk(browser: Browser, own_site) -> Page:
    page = sit_down(browser, own_site, "editor")
    yield page
    page.context.close()


def open_editor(desk: Page, site, title: str) -> None:
    """To a page by its title, as from the search field of the admin."""
    desk.goto(f"{site.address}/admin/pages/?q={title.replace(' ', '+')}")
    desk.get_by_role("link", name=title, exact=True).first.click()
    desk.wait_for_url(re.compile(r"/edit/$"))


def heading_box(desk: Page, words: str):
    """The field of the section heading that says these words."""
    boxes = desk.get_by_role("textbox", name="Heading")
    expect(boxes.first).to_be_visible()
    return next(box for box in boxes.all() if box.input_value() == words)


def publish(desk: Page, site) -> None:
    """A heading is no minor edit: compliance publishes what cannot wait for another review."""
    number = int(re.search(r"/pages/(\d+)/", desk.url).group(1))
    desk.get_by_role("button", name="More actions").click()
    desk.get_by_role("button", name="Publish").click()
    expect(desk.get_by_text("It needs another review.").first).to_be_visible()
    desk.goto(f"{site.address}/admin/")  # The form saves drafts by itself; compliance publishes the last one.
    publish_unsigned(desk.context.browser, site, number)


def test_changed_section_is_previewed_published_and_read(page, desk, own_site):
    open_editor(desk, own_site, "What ketamine does in the body")
    heading_box(desk, OLD_HEADING).fill(NEW_HEADING)
    desk.get_by_role("button", name="Toggle preview").click()
    preview = desk.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", name=NEW_HEADING)).to_be_attached()

    page.goto(own_site.address + ARTICLE)
    anchor = page.get_by_role("heading", name=OLD_HEADING, exact=True).get_attribute("id")
    expect(page.get_by_role("heading", name=NEW_HEADING)).to_have_count(0)

    publish(desk, own_site)
    page.goto(own_site.address + ARTICLE)
    expect(page.get_by_role("heading", name=NEW_HEADING)).to_have_attribute("id", anchor)


def test_draft_stays_with_the_editors(page, desk, own_site):
    open_editor(desk, own_site, "What ketamine does in the body")
    heading_box(desk, OLD_HEADING).fill(NEW_HEADING)
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.get_by_role("status").filter(has_text=re.compile("saved|updated"))).to_be_visible()
    page.goto(own_site.address + ARTICLE)
    expect(page.get_by_role("heading", name=OLD_HEADING, exact=True)).to_be_attached()


def test_new_section_is_added_from_the_chooser(page, desk, own_site):
    open_editor(desk, own_site, "What ketamine does in the body")
    desk.get_by_role("button", name="Insert a block").first.click()
    desk.get_by_role("option", name="Section heading").click()
    added = next(box for box in desk.get_by_role("textbox", name="Heading").all() if box.input_value() == "")
    added.fill("A section of its own")
    publish(desk, own_site)
    page.goto(own_site.address + ARTICLE)
    expect(page.get_by_role("heading", name="A section of its own", level=2)).to_be_attached()


def open_order(desk: Page, site) -> Page:
    """The list of the series' parts with handles."""
    open_editor(desk, site, "Ketamine and chronic pain")
    number = re.search(r"/pages/(\d+)/", desk.url).group(1)
    desk.goto(f"{site.address}/admin/pages/{number}/?ordering=ord")
    return desk


def parts_read(page: Page, site) -> list[str]:
    """Titles of the parts with a page, as the series page lists them."""
    page.goto(site.address + SERIES)
    links = page.get_by_role("main").locator(f'a[href^="{SERIES}"]').all()
    titles = [link.inner_text().strip() for link in links]
    return list(dict.fromkeys(title for title in titles if not title.startswith("Start")))


def handle_of(desk: Page, title: str):
    return desk.get_by_role("row").filter(has_text=title).locator('[data-w-orderable-target="handle"]')


def order_is_saved(desk: Page) -> None:
    expect(desk.get_by_role("status").filter(has_text="has been moved")).to_be_visible()


def test_series_is_put_into_another_order_by_keyboard(page, desk, own_site):
    assert parts_read(page, own_site)[1] == SECOND_PART
    handle = handle_of(open_order(desk, own_site), SECOND_PART)
    handle.focus()
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Enter")
    order_is_saved(desk)
    assert parts_read(page, own_site)[0] == SECOND_PART


def test_series_is_put_into_another_order_by_dragging(page, desk, own_site):
    open_order(desk, own_site)
    target = desk.get_by_role("row").filter(has_text="What ketamine does in the body")
    handle_of(desk, SECOND_PART).drag_to(target, target_position={"x": 20, "y": 4}, steps=12)
    order_is_saved(desk)
    assert parts_read(page, own_site)[0] == SECOND_PART


def test_new_order_renumbers_the_parts(page, desk, own_site):
    handle = handle_of(open_order(desk, own_site), SECOND_PART)
    handle.focus()
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Enter")
    order_is_saved(desk)
    page.goto(f"{own_site.address}{SERIES}from-anesthetic-to-pain-clinic/")
    expect(page.get_by_text("Part 1 of").first).to_be_visible()
