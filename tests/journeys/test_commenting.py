"""From a reader's words to the page: written without JavaScript, held, decided by a person, read by everybody."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.desk import sit_down
from tests.journeys.pages import ADDRESSES, ARTICLE, DOUBTFUL, press_reply
from tests.journeys.readers import (
    Reader,
    approve,
    comment_of,
    expect_own_page,
    fill_in,
    open_desk,
    refuse,
    row_of,
    sent,
    write,
)

CRISIS = "I want to kill myself tonight."
PHONE = "503-555-0123"


def comments_heading(page: Page) -> int:
    """The number in the heading of the comments."""
    return int(re.search(r"\d+", page.locator("#comments").get_by_role("heading", level=2).inner_text()).group())


def test_comment_is_held_approved_and_then_read(browser, plain_page, open_site, reader):
    plain_page.goto(open_site.address + ARTICLE)
    before = comments_heading(plain_page)
    write(plain_page, reader)
    own_page = expect_own_page(plain_page)
    expect(plain_page.get_by_role("status")).to_contain_text("Your comment has arrived")

    plain_page.goto(open_site.address + ARTICLE)
    expect(plain_page.get_by_text(reader.words)).to_have_count(0)
    assert comments_heading(plain_page) == before

    approve(open_desk(browser, open_site), reader)
    plain_page.goto(open_site.address + ARTICLE)
    expect(comment_of(plain_page, reader)).to_contain_text(reader.words)
    assert comments_heading(plain_page) == before + 1

    plain_page.goto(own_page)
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Your comment is on the page")
    plain_page.get_by_role("link", name="Show it on the page").click()
    expect(comment_of(plain_page, reader)).to_be_in_viewport()


def test_refused_comment_never_appears(browser, plain_page, open_site, reader):
    sent(plain_page, open_site.address + ARTICLE, reader)
    refuse(open_desk(browser, open_site), reader, "Off topic")
    plain_page.goto(open_site.address + ARTICLE)
    expect(plain_page.get_by_text(reader.words)).to_have_count(0)


def test_several_comments_are_approved_at_once(browser, plain_page, open_site, reader):
    readers = [Reader(f"{reader.name} {letter}") for letter in "AB"]
    for one in readers:
        sent(plain_page, open_site.address + ARTICLE, one)
    desk = open_desk(browser, open_site)
    for one in readers:
        row_of(desk, one.name).get_by_role("checkbox").check()
    desk.locator("[data-bulk-action-footer] [data-bulk-action-button][href*='/approve/']").click()
    desk.get_by_role("button", name="Yes, approve").click()
    expect(desk.get_by_role("status").filter(has_text="Done for 2 comments")).to_be_visible()
    plain_page.goto(open_site.address + ARTICLE)
    for one in readers:
        expect(comment_of(plain_page, one)).to_be_visible()


def test_reply_stands_below_the_comment_it_answers(browser, reader_page, open_site, reader):
    reader_page.goto(open_site.address + ARTICLE)
    press_reply(reader_page)
    answered = reader_page.get_by_role("heading", level=1).inner_text().removeprefix("Reply to ")
    # Sent faster than anybody types, it is confirmed by the device first.
    write(reader_page, reader)
    expect_own_page(reader_page)
    approve(open_desk(browser, open_site), reader)
    reader_page.goto(open_site.address + ARTICLE)
    around = comment_of(reader_page, reader).locator("xpath=ancestor::ol[contains(@class, 'replies')]").last
    assert around.get_attribute("aria-label") == f"Replies to {answered}"


def test_reply_without_javascript_is_confirmed_by_a_wait(plain_page, open_site, reader):
    plain_page.goto(open_site.address + ARTICLE)
    press_reply(plain_page)
    write(plain_page, reader)
    expect(plain_page.get_by_role("heading", name="Wait ten seconds, then send it")).to_be_visible()
    expect(plain_page.get_by_role("figure")).to_contain_text(reader.words)
    with plain_page.expect_navigation():
        plain_page.get_by_role("button", name="Send it now").click()
    too_soon = plain_page.get_by_role("heading", name=re.compile(r"Wait \d+ more seconds?, then send it"))
    # On a slow machine the ten seconds may be over by now. Else the page says how many are left.
    if too_soon.count():
        seconds = int(re.search(r"\d+", too_soon.inner_text()).group())
        plain_page.wait_for_timeout(seconds * 1000)
        plain_page.get_by_role("button", name="Send it now").click()
    expect_own_page(plain_page)


def test_doubtful_comment_is_confirmed_by_the_device(reader_page, open_site, reader):
    reader_page.goto(open_site.address + ARTICLE)
    with reader_page.expect_response(lambda answer: answer.status == 422):
        write(reader_page, reader, DOUBTFUL)
    expect_own_page(reader_page)
    expect(reader_page.get_by_text(DOUBTFUL)).to_be_visible()


def test_doubtful_comment_can_be_edited_instead(plain_page, open_site, reader):
    plain_page.goto(open_site.address + ARTICLE)
    write(plain_page, reader, DOUBTFUL)
    plain_page.get_by_role("button", name="Edit it first").click()
    expect(plain_page.get_by_role("textbox", name="Your comment")).to_have_value(DOUBTFUL)
    write(plain_page, reader)
    expect_own_page(plain_page)


def test_note_comes_before_sending_without_javascript(plain_page, open_site, reader):
    plain_page.goto(open_site.address + ARTICLE)
    write(plain_page, reader, f"Call me on {PHONE} if you know more.")
    note = plain_page.get_by_role("status").filter(has_text="This may show who somebody is")
    expect(note).to_be_visible()
    expect(note.get_by_text(PHONE)).to_be_visible()
    plain_page.get_by_role("button", name="Send it as it is").click()
    expect_own_page(plain_page)


def test_words_that_got_a_note_can_be_changed(plain_page, open_site, reader):
    plain_page.goto(open_site.address + ARTICLE)
    write(plain_page, reader, f"Call me on {PHONE} if you know more.")
    expect(plain_page.get_by_role("heading", name="Before you send")).to_be_visible()
    write(plain_page, reader)
    expect_own_page(plain_page)
    expect(plain_page.get_by_text(PHONE)).to_have_count(0)


def test_note_comes_while_writing_and_takes_no_second_press(reader_page, open_site, reader):
    reader_page.goto(open_site.address + ARTICLE)
    fill_in(reader_page, reader, f"Call me on {PHONE} if you know more.")
    expect(reader_page.locator("[data-notes][aria-live=polite]")).to_contain_text("This may show who somebody is")
    reader_page.get_by_role("button", name="Send for review").click()
    expect_own_page(reader_page)


def test_crisis_is_heard_at_once_and_help_has_the_focus(plain_page, open_site, reader):
    sent(plain_page, open_site.address + ARTICLE, reader, CRISIS)
    help_panel = plain_page.get_by_role("complementary", name="Help is there now")
    expect(help_panel).to_be_focused()
    expect(help_panel.get_by_role("alert")).to_contain_text("988")
    expect(plain_page.get_by_role("status")).to_contain_text("Your comment has arrived")


def test_help_has_the_focus_with_javascript_too(reader_page, open_site, reader):
    sent(reader_page, open_site.address + ARTICLE, reader, CRISIS)
    expect(reader_page.get_by_role("complementary", name="Help is there now")).to_be_focused()


def test_help_comes_while_writing_and_leaves_the_focus(reader_page, open_site, reader):
    reader_page.goto(open_site.address + ARTICLE)
    box = reader_page.get_by_role("textbox", name="Your comment")
    box.fill(CRISIS)
    expect(reader_page.get_by_role("complementary", name="Help is there now")).to_be_visible()
    expect(box).to_be_focused()


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
    write(plain_page, Reader(""), reader.words)
    plain_page.get_by_role("textbox", name="Name to show").fill(reader.name)
    plain_page.get_by_role("button", name="Send for review").click()
    expect_own_page(plain_page)


def test_error_summary_leads_to_the_field(reader_page, open_site):
    reader_page.goto(open_site.address + ARTICLE)
    write(reader_page, Reader(""))
    reader_page.get_by_role("alert").get_by_role("link").first.click()
    expect(reader_page.get_by_role("textbox", name="Name to show")).to_be_focused()


def test_errors_are_focused_where_javascript_is_on(reader_page, open_site):
    reader_page.goto(open_site.address + ARTICLE)
    write(reader_page, Reader(""))
    expect(reader_page.locator(".error-summary")).to_be_focused()


def test_sending_twice_makes_one_comment(browser, plain_page, open_site, reader):
    for _ in range(2):
        sent(plain_page, open_site.address + ARTICLE, reader)
    expect(row_of(open_desk(browser, open_site), reader.name)).to_have_count(1)


def test_words_are_shown_as_they_were_typed(browser, plain_page, open_site, reader):
    typed = f"<script>alert(1)</script> & <b>bold</b>, said {reader.name}."
    sent(plain_page, open_site.address + ARTICLE, reader, typed)
    desk = open_desk(browser, open_site)
    expect(row_of(desk, reader.name)).to_contain_text(typed)
    approve(desk, reader)
    plain_page.goto(open_site.address + ARTICLE)
    comment = comment_of(plain_page, reader)
    expect(comment).to_contain_text(typed)
    assert comment.locator(".comment__body b, .comment__body script").count() == 0


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
