"""From a reader's words to the page: written without JavaScript, held, decided by a person, read by everybody."""

import re
from dataclasses import dataclass
from zlib import crc32

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.desk import sit_down
from tests.journeys.pages import ADDRESSES, ARTICLE


@dataclass(frozen=True)
class Reader:
    """Somebody with a name and words of their own."""

    name: str

    @property
    def words(self) -> str:
        return f"Thank you from {self.name}. The drawing of the channel helped me more than any leaflet."


@pytest.fixture
def reader(request) -> Reader:
    """Each test has its own, so that all of them can share one site."""
    return Reader(f"Hazel {crc32(request.node.name.encode())}")


@pytest.fixture
def plain_page(browser: Browser):
    """A phone with JavaScript switched off."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    yield page
    assert context.cookies() == [], "A reader who comments gets no cookie either."
    context.close()


def write(page: Page, reader: Reader, words: str | None = None, email: str = "") -> None:
    page.get_by_role("textbox", name="Your comment").fill(reader.words if words is None else words)
    page.get_by_role("textbox", name="Name to show").fill(reader.name)
    page.get_by_role("textbox", name="Email").fill(email)
    page.get_by_role("button", name="Send for review").click()


def comments_heading(page: Page) -> int:
    """The number in the heading of the comments."""
    return int(re.search(r"\d+", page.locator("#comments").get_by_role("heading", level=2).inner_text()).group())


def row_of(desk: Page, name: str):
    return desk.get_by_role("row").filter(has_text=name)


def test_comment_is_held_approved_and_then_read(browser, plain_page, open_site, reader):
    plain_page.goto(open_site.address + ARTICLE)
    before = comments_heading(plain_page)
    write(plain_page, reader)
    expect(plain_page.get_by_role("status")).to_contain_text("waits for a moderator")

    plain_page.goto(open_site.address + ARTICLE)
    expect(plain_page.get_by_text(reader.words)).to_have_count(0)
    assert comments_heading(plain_page) == before

    desk = sit_down(browser, open_site, "moderator")
    desk.get_by_role("link", name="Comments").first.click()
    row_of(desk, reader.name).get_by_role("button", name=f"Approve the comment by {reader.name}").click()
    expect(desk.get_by_text(f"The comment by {reader.name} is approved")).to_be_visible()

    plain_page.goto(open_site.address + ARTICLE)
    expect(plain_page.get_by_role("article", name=reader.name)).to_contain_text(reader.words)
    assert comments_heading(plain_page) == before + 1


def test_rejected_comment_never_appears(browser, plain_page, open_site, reader):
    plain_page.goto(open_site.address + ARTICLE)
    write(plain_page, reader)
    desk = sit_down(browser, open_site, "moderator")
    desk.goto(f"{open_site.address}/admin/comments/")
    row_of(desk, reader.name).get_by_role("combobox", name="Reason to reject").select_option(label="Off topic")
    row_of(desk, reader.name).get_by_role("button", name="Reject").click()
    expect(desk.get_by_text(f"The comment by {reader.name} is refused")).to_be_visible()
    plain_page.goto(open_site.address + ARTICLE)
    expect(plain_page.get_by_text(reader.words)).to_have_count(0)


def test_several_comments_are_approved_at_once(browser, plain_page, open_site, reader):
    readers = [Reader(f"{reader.name} {letter}") for letter in "AB"]
    for one in readers:
        plain_page.goto(open_site.address + ARTICLE)
        write(plain_page, one)
    desk = sit_down(browser, open_site, "moderator")
    desk.goto(f"{open_site.address}/admin/comments/")
    for one in readers:
        row_of(desk, one.name).get_by_role("checkbox").check()
    desk.get_by_role("link", name=re.compile("^Approve")).first.click()
    desk.get_by_role("button", name=re.compile("approve", re.IGNORECASE)).first.click()
    expect(desk.get_by_role("status").filter(has_text="Done for 2 comments")).to_be_visible()
    plain_page.goto(open_site.address + ARTICLE)
    for one in readers:
        expect(plain_page.get_by_role("article", name=one.name)).to_be_visible()


def test_reply_stands_below_the_comment_it_answers(browser, plain_page, open_site, reader):
    plain_page.goto(open_site.address + ARTICLE)
    first = plain_page.locator("article.comment").first
    answered = first.get_by_role("heading").inner_text().split("\n")[0]
    first.get_by_role("link", name=re.compile("^Reply")).click()
    write(plain_page, reader)
    desk = sit_down(browser, open_site, "moderator")
    desk.goto(f"{open_site.address}/admin/comments/")
    row_of(desk, reader.name).get_by_role("button", name=f"Approve the comment by {reader.name}").click()
    expect(desk.get_by_text(f"The comment by {reader.name} is approved")).to_be_visible()
    plain_page.goto(open_site.address + ARTICLE)
    reply = plain_page.get_by_role("article", name=reader.name)
    around = reply.locator("xpath=ancestor::ol[contains(@class, 'replies')]").first
    assert around.get_attribute("aria-label").split("Replies to ")[1] in answered


def test_error_loses_nothing_and_says_what_to_do(plain_page, open_site, reader):
    plain_page.goto(open_site.address + ARTICLE)
    write(plain_page, reader, words="First paragraph.\n\nSecond, with <b>signs</b> & marks.", email="no address")
    expect(plain_page.get_by_role("alert")).to_be_visible()
    box = plain_page.get_by_role("textbox", name="Email")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_value("no address")
    expect(plain_page.get_by_role("textbox", name="Name to show")).to_have_value(reader.name)
    expect(plain_page.get_by_role("textbox", name="Your comment")).to_have_value(
        "First paragraph.\n\nSecond, with <b>signs</b> & marks."
    )


def test_corrected_comment_is_accepted(plain_page, open_site, reader):
    plain_page.goto(open_site.address + ARTICLE)
    write(plain_page, Reader(""))
    plain_page.get_by_role("textbox", name="Name to show").fill(reader.name)
    plain_page.get_by_role("button", name="Send for review").click()
    expect(plain_page.get_by_role("status")).to_contain_text("waits for a moderator")


def test_error_summary_leads_to_the_field(page, open_site):
    page.goto(open_site.address + ARTICLE)
    write(page, Reader(""))
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page.get_by_role("textbox", name="Name to show")).to_be_focused()


def test_errors_are_focused_where_javascript_is_on(page, open_site):
    page.goto(open_site.address + ARTICLE)
    write(page, Reader(""))
    expect(page.locator(".error-summary")).to_be_focused()


def test_sending_twice_makes_one_comment(browser, plain_page, open_site, reader):
    for _ in range(2):
        plain_page.goto(open_site.address + ARTICLE)
        write(plain_page, reader)
        expect(plain_page.get_by_role("status")).to_contain_text("waits for a moderator")
    desk = sit_down(browser, open_site, "moderator")
    desk.goto(f"{open_site.address}/admin/comments/")
    expect(row_of(desk, reader.name)).to_have_count(1)


def test_words_are_shown_as_they_were_typed(browser, plain_page, open_site, reader):
    typed = "<script>alert(1)</script> <b>bold</b> https://example.com/ & more"
    plain_page.goto(open_site.address + ARTICLE)
    write(plain_page, reader, words=typed)
    desk = sit_down(browser, open_site, "moderator")
    desk.goto(f"{open_site.address}/admin/comments/")
    expect(row_of(desk, reader.name)).to_contain_text(typed)
    row_of(desk, reader.name).get_by_role("button", name=f"Approve the comment by {reader.name}").click()
    expect(desk.get_by_text(f"The comment by {reader.name} is approved")).to_be_visible()
    plain_page.goto(open_site.address + ARTICLE)
    comment = plain_page.get_by_role("article", name=reader.name)
    expect(comment).to_contain_text(typed)
    assert comment.locator(".comment__body a, .comment__body b, .comment__body script").count() == 0


def test_closed_comments_offer_no_form(page, site):
    page.goto(site.address + ADDRESSES["comments-closed"])
    expect(page.locator("article.comment").first).to_be_visible()
    expect(page.get_by_role("textbox", name="Your comment")).to_have_count(0)


def test_hidden_comments_leave_no_trace(page, site):
    page.goto(site.address + ADDRESSES["comments-hidden"])
    expect(page.locator("#comments, article.comment, form[action^='/comments/']")).to_have_count(0)
    expect(page.get_by_role("link", name="Comments", exact=True)).to_have_count(0)


def test_editor_who_may_not_moderate_finds_no_comments_menu(browser, open_site):
    desk = sit_down(browser, open_site, "editor")
    expect(desk.get_by_role("link", name="Pages").or_(desk.get_by_role("button", name="Pages")).first).to_be_visible()
    expect(desk.get_by_role("link", name="Comments", exact=True)).to_have_count(0)
