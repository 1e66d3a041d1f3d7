"""What a writer does with a comment by its signed link, and what readers say of it: no account, no JavaScript."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.pages import ARTICLE
from tests.journeys.readers import approve, comment_of, expect_own_page, open_desk, refuse, row_of, sent

CHANGED = "I have changed this since."


def change(page: Page, own_page: str, words: str) -> None:
    """Change a comment from its writer's page."""
    page.goto(own_page)
    page.get_by_role("link", name="Change it").click()
    page.get_by_role("textbox", name="Your comment").fill(words)
    page.get_by_role("button", name="Send for review").click()


def published(browser, page: Page, site, reader) -> str:
    """A public comment by a reader. Returns the address of its writer's page."""
    own_page = sent(page, site.address + ARTICLE, reader)
    approve(open_desk(browser, site), reader)
    return own_page


def test_waiting_comment_is_changed_at_once(browser, plain_page, open_site, reader):
    own_page = sent(plain_page, open_site.address + ARTICLE, reader)
    change(plain_page, own_page, CHANGED)
    expect(plain_page.get_by_role("status")).to_contain_text("Your change has arrived")
    expect(row_of(open_desk(browser, open_site), reader.name)).to_contain_text(CHANGED)


def test_public_comment_stays_until_its_change_is_approved(browser, plain_page, open_site, reader):
    change(plain_page, published(browser, plain_page, open_site, reader), CHANGED)
    expect(plain_page.get_by_role("status")).to_contain_text("Until then readers see the earlier text")
    plain_page.goto(open_site.address + ARTICLE)
    expect(comment_of(plain_page, reader)).to_contain_text(reader.words)

    approve(open_desk(browser, open_site), reader, "edit")
    plain_page.goto(open_site.address + ARTICLE)
    expect(comment_of(plain_page, reader)).to_contain_text(CHANGED)


def test_change_with_a_personal_detail_gets_a_note_first(plain_page, open_site, reader):
    own_page = sent(plain_page, open_site.address + ARTICLE, reader)
    change(plain_page, own_page, "Call me on 503-555-0123.")
    expect(plain_page.get_by_text("This may show who somebody is")).to_be_visible()
    plain_page.get_by_role("button", name="Send for review").click()
    expect(plain_page.get_by_role("status")).to_contain_text("Your change has arrived")


def test_refused_comment_tells_the_reason_and_is_sent_again(browser, plain_page, open_site, reader):
    own_page = sent(plain_page, open_site.address + ARTICLE, reader)
    refuse(open_desk(browser, open_site), reader, "Off topic")
    plain_page.goto(own_page)
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Your comment was not published")
    expect(plain_page.get_by_role("region", name="How it stands")).to_contain_text("The reason:")
    change(plain_page, own_page, CHANGED)
    expect(plain_page.get_by_role("status")).to_contain_text("Your comment has arrived again")
    expect_own_page(plain_page)


def test_comment_is_taken_back(browser, plain_page, open_site, reader):
    own_page = published(browser, plain_page, open_site, reader)
    plain_page.goto(own_page)
    plain_page.get_by_role("link", name="Take it back").click()
    plain_page.get_by_role("button", name="Yes, take it back").click()
    expect(plain_page.get_by_role("status")).to_contain_text("Your text is gone from our database")
    plain_page.goto(open_site.address + ARTICLE)
    expect(plain_page.get_by_text(reader.words)).to_have_count(0)
    plain_page.goto(own_page)
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("This is gone")


def test_changed_link_opens_nothing(plain_page, open_site, reader):
    own_page = sent(plain_page, open_site.address + ARTICLE, reader)
    plain_page.goto(re.sub(r"yours/\d+", "yours/1", own_page))
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("This link does not work")


def test_link_to_all_comments_is_asked_for(plain_page, open_site, reader):
    email = f"{reader.name.split()[1].lower()}@example.org"
    sent(plain_page, open_site.address + ARTICLE, reader, email=email)
    plain_page.get_by_role("link", name="Everything you wrote with your email address").click()
    plain_page.get_by_role("textbox", name="Email address").fill(email)
    plain_page.get_by_role("button", name="Send me a link").click()
    expect(plain_page.get_by_role("status")).to_contain_text("Look into your mailbox")


def test_comment_is_reported_once(browser, plain_page, open_site, reader):
    published(browser, plain_page, open_site, reader)
    for answer in ("Reported", "Reported before"):
        plain_page.goto(open_site.address + ARTICLE)
        comment_of(plain_page, reader).get_by_role("link", name="Report the comment").click()
        plain_page.get_by_role("radio", name="It is advertising").check()
        plain_page.get_by_role("button", name="Send the report").click()
        expect(plain_page.get_by_role("heading", level=1)).to_have_text(answer)
    expect(row_of(open_desk(browser, open_site), reader.name)).to_contain_text("It is advertising")


def test_helpful_comment_is_counted_once(browser, plain_page, open_site, reader):
    published(browser, plain_page, open_site, reader)
    plain_page.goto(open_site.address + ARTICLE)
    for answer in ("Your vote is counted", "already"):
        comment_of(plain_page, reader).get_by_role("button", name="Helpful").click()
        expect(plain_page.get_by_role("status")).to_contain_text(answer)
        plain_page.get_by_role("link", name="Back to the comment").click()
        expect(comment_of(plain_page, reader).get_by_role("button", name="Helpful (1)")).to_be_visible()
        expect(comment_of(plain_page, reader)).to_be_in_viewport()


def test_helpful_vote_is_announced_without_leaving_the_page(browser, plain_page, page, open_site, reader):
    published(browser, plain_page, open_site, reader)
    page.goto(open_site.address + ARTICLE)
    comment_of(page, reader).get_by_role("button", name="Helpful").click()
    expect(page.locator("[data-vote-status]")).to_have_text("Thank you. Your vote is counted.")
    expect(comment_of(page, reader).get_by_role("button", name="Your vote is counted")).to_be_visible()
    assert page.url == open_site.address + ARTICLE
