"""A reviewer without a login, from the editor's invitation to the editor's desk; and a reader who found an error."""

import re
import sqlite3

import pytest
from cryptography.fernet import Fernet
from playwright.sync_api import Browser, Page, expect

from tests.journeys.desk import sit_down
from tests.journeys.pages import SERIES

PAGE = f"{SERIES}inside-the-pain-system/"
TITLE = "Inside the pain system: five ideas"
COMMENT = "Please say what a receptor is."


@pytest.fixture
def desk(browser: Browser, own_site) -> Page:
    page = sit_down(browser, own_site, "editor")
    yield page
    page.context.close()


@pytest.fixture
def compliance_desk(browser: Browser, own_site) -> Page:
    """Somebody who has changed no page, and may therefore ask for its sign-off."""
    page = sit_down(browser, own_site, "compliance")
    yield page
    page.context.close()


def open_beside(desk: Page, site, button: str) -> None:
    """From the list of pages to a screen beside one of them, by the menu of its editor."""
    desk.goto(f"{site.address}/admin/pages/?q=Inside+the+pain+system")
    desk.get_by_role("link", name=TITLE).first.click()
    desk.wait_for_url(re.compile(r"/edit/$"))
    number = re.search(r"/pages/(\d+)/", desk.url).group(1)
    desk.get_by_role("button", name="Actions", exact=True).first.click()
    desk.get_by_role("link", name=button).first.click()
    desk.wait_for_url(re.compile(rf"/pages/{number}/(notes|outside-reviewers)/"))


def mailed_link(site) -> str:
    """The path in the newest invitation, as the mail program of the reviewer would show it."""
    key = Fernet((site.database.parent / "data-key").read_text())
    with sqlite3.connect(site.database) as database:
        rows = database.execute("select text_sealed from background_outgoingmail where purpose = ? order by id desc",
                                ["draft-link"]).fetchall()  # fmt: skip
    text = key.decrypt(rows[0][0].encode()).decode()
    return re.search(r"https?://[^/\s]+(/about-this-page/draft/\S+)", text).group(1)


def invite(desk: Page, site, **fields) -> str:
    open_beside(desk, site, "Outside reviewers")
    if "person" in fields:
        desk.get_by_label("Team member").select_option(label=fields["person"])
    else:
        desk.get_by_label("Or another person’s name").fill("Robin Outside")
        desk.get_by_label("Email address").fill("robin@example.org")
    desk.get_by_role("button", name="Mail the link").click()
    expect(desk.get_by_role("status").filter(has_text="on its way")).to_be_visible()
    return site.address + mailed_link(site)


def test_reviewer_comments_and_the_editor_reads_it_beside_the_page(plain_page, desk, own_site):
    plain_page.goto(invite(desk, own_site))
    expect(plain_page.get_by_role("heading", level=1)).to_have_text(TITLE)
    plain_page.get_by_role("link", name="Comment and decide").click()
    plain_page.locator("#outside-review summary").first.click()
    plain_page.get_by_role("textbox", name=re.compile("^Comment on")).first.fill(COMMENT)
    plain_page.get_by_role("button", name="Send to the clinic").click()
    expect(plain_page.get_by_role("status")).to_contain_text("Your comments have arrived")

    desk.reload()
    expect(desk.get_by_text(COMMENT)).to_be_visible()
    expect(desk.get_by_text("Opened 2 times.")).to_be_visible()


def test_approval_that_misses_something_keeps_every_word(plain_page, compliance_desk, own_site):
    plain_page.goto(invite(compliance_desk, own_site, person="Amara Okafor"))
    plain_page.get_by_role("textbox", name="About the page as a whole").fill(COMMENT)
    plain_page.get_by_role("radio", name="Approve this version").check()
    plain_page.get_by_role("button", name="Send to the clinic").click()
    expect(plain_page.get_by_role("alert")).to_contain_text("State what entitles you to review this page")
    expect(plain_page.get_by_role("textbox", name="About the page as a whole")).to_have_value(COMMENT)


def test_withdrawn_link_gives_typed_words_back(plain_page, desk, own_site):
    plain_page.goto(invite(desk, own_site))
    plain_page.get_by_role("textbox", name="About the page as a whole").fill(COMMENT)
    desk.get_by_role("button", name="Withdraw").first.click()
    expect(desk.get_by_role("status").filter(has_text="withdrawn")).to_be_visible()
    plain_page.get_by_role("button", name="Send to the clinic").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("This link was withdrawn")
    expect(plain_page.get_by_label("Your text, to copy")).to_have_value(COMMENT)


def test_link_ends_when_the_page_is_changed_and_not_when_it_is_opened(plain_page, desk, own_site):
    link = invite(desk, own_site)
    desk.get_by_role("link", name="Back to the page’s editor").click()
    expect(desk.get_by_role("button", name="Save draft")).to_be_visible()
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.get_by_role("status").filter(has_text=re.compile("saved|updated"))).to_be_visible()
    plain_page.goto(link)
    expect(plain_page.get_by_role("heading", level=1)).to_have_text(TITLE)

    desk.get_by_role("textbox", name="Summary").fill("Five ideas, newly told.")
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.get_by_role("status").filter(has_text=re.compile("saved|updated")).first).to_be_visible()
    plain_page.goto(link)
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("There is a newer version of this page")


def test_reader_reports_an_error_and_the_editor_answers(plain_page, desk, own_site):
    plain_page.goto(own_site.address + PAGE)
    plain_page.get_by_role("link", name="Report an error on this page").last.click()
    plain_page.get_by_role("radio", name="Something is wrong or out of date").check()
    plain_page.get_by_role("textbox", name="In your words").fill("The second idea lacks a source.")
    # The form takes nothing within three seconds of its opening: nobody reads and writes as fast as that.
    plain_page.wait_for_timeout(3100)
    plain_page.get_by_role("button", name="Send the report").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("We have your report")

    desk.goto(f"{own_site.address}/admin/error-reports/?ordering=-created_at")
    desk.get_by_role("link", name="Something is wrong or out of date").first.click()
    expect(desk.get_by_text("The second idea lacks a source.")).to_be_visible()
    desk.get_by_label("Answer").fill("We have added it.")
    desk.get_by_role("button", name="Keep the answer and close").click()
    expect(desk.get_by_role("status").filter(has_text="Closed")).to_be_visible()


def test_correction_is_written_and_read_with_the_version_before(plain_page, desk, own_site):
    open_beside(desk, own_site, "Corrections and changes")
    desk.get_by_role("radio", name="Correction").check()
    desk.get_by_label("What readers are told").fill("The third heading named the wrong year.")
    desk.get_by_role("button", name="Publish this note").click()
    expect(desk.get_by_role("status").filter(has_text="Readers see it")).to_be_visible()

    plain_page.goto(own_site.address + PAGE)
    notice = plain_page.get_by_role("region", name="Corrections", exact=True)
    expect(notice).to_contain_text("The third heading named the wrong year.")
    notice.get_by_role("link", name="Read the earlier version").first.click()
    expect(plain_page.get_by_text("This is an earlier version of the page")).to_be_visible()
    expect(plain_page.get_by_text("four main ideas about how").first).to_be_visible()
    plain_page.get_by_role("link", name="Read the current version").click()
    expect(plain_page).to_have_url(own_site.address + PAGE)
