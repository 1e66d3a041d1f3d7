"""Every kind of page a reader can meet, by a name that tells it apart, and how to get there."""

import re
from collections.abc import Callable
from ipaddress import IPv6Address
from random import getrandbits

from playwright.sync_api import Page, expect

from tests.journeys.more_states import CLOSED, EVERY_SECTION, HIDDEN, LONG_THREAD

SERIES = "/articles/ketamine-and-chronic-pain/"
ARTICLE = f"{SERIES}what-ketamine-does/"

DOUBTFUL = "See https://example.org/a and https://example.org/b for more."

ADDRESSES = {
    "home": "/",
    "articles": "/articles/",
    "series": SERIES,
    "article": ARTICLE,
    "article-helpful": f"{ARTICLE}?order=helpful",
    "article-oldest": f"{ARTICLE}?order=oldest",
    "every-section": f"/articles/{EVERY_SECTION}/",
    "risks": f"{SERIES}risks-and-safeguards/",
    "last-part": f"{SERIES}before-during-and-after/",
    "questions-answered": f"{SERIES}before-during-and-after/?answers=answered",
    "questions-open": f"{SERIES}before-during-and-after/?answers=unanswered",
    "comments-long": f"{SERIES}{LONG_THREAD}/?comments=2",
    "comments-closed": f"{SERIES}{CLOSED}/",
    "comments-hidden": f"{SERIES}{HIDDEN}/",
    "team": "/team/",
    "person": "/team/priya-nair/",
    "standard": "/about/",
    "glossary": "/glossary/",
    "evidence": f"{SERIES}what-the-trials-found/",
    "policy": "/comments-policy/",
    "search": "/search/",
    "results": "/search/?q=ketamine",
    "no-results": "/search/?q=xylophone",
    "missing": "/nothing-here/",
    "corrected": f"{SERIES}inside-the-pain-system/",
    "draft-unknown": "/about-this-page/draft/guessed/",
    "yours": "/comments/yours/",
    "yours-sent": "/comments/yours/?sent=1",
    "withdrawn": "/comments/yours/withdrawn/",
    "erased": "/comments/yours/erased/",
    "link-forged": "/comments/yours/forged/",
}
# Their paths hold a number or a signed link, which the sample data knows.
SIGNED = [
    "own-waiting",
    "own-approved",
    "own-edited",
    "own-refused",
    "own-spam",
    "own-urgent",
    "own-edit",
    "own-send-again",
    "own-withdraw",
    "yours-all",
    "yours-erase",
    "yours-prove",
    "yours-mail",
    "report",
    "report-sent",
    "vote-counted",
    "error-report",
    "error-report-sent",
    "error-report-help",
    "earlier-version",
    "draft-open",
    "draft-answered",
    "draft-expired",
    "draft-revoked",
    "draft-superseded",
]


def press_reply(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Reply")).first.click()


def open_reply_form(page: Page, site) -> None:
    page.goto(site.address + ARTICLE)
    press_reply(page)
    expect(page.get_by_role("heading", level=1, name=re.compile("^Reply to"))).to_be_visible()


def send(page: Page, words: str, name: str = "Juniper") -> None:
    page.get_by_role("textbox", name="Your comment").fill(words)
    page.get_by_role("textbox", name="Name to show").fill(name)
    page.get_by_role("button", name="Send for review").click()


def open_comment_with_errors(page: Page, site) -> None:
    page.goto(site.address + ARTICLE)
    page.get_by_role("textbox", name="Email").fill("no address")
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_role("alert")).to_be_visible()


def open_notes(page: Page, site) -> None:
    """A comment that came back because its writer may want to know something first."""
    page.goto(site.address + ARTICLE)
    send(page, "Call me on 503-555-0123 if you know more.")
    expect(page.get_by_role("heading", name="Before you send")).to_be_visible()


def open_notes_on_edit(page: Page, site) -> None:
    page.goto(site.address + site.path("own-edit"))
    page.get_by_role("textbox", name="Your comment").fill("Call me on 503-555-0123 if you know more.")
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_role("heading", name="Before you send")).to_be_visible()


def open_notes_while_writing(page: Page, site) -> None:
    """What the form says by itself, also to somebody who may be in danger."""
    page.goto(site.address + ARTICLE)
    page.get_by_role("textbox", name="Your comment").fill("I want to kill myself tonight.")
    expect(page.get_by_text("Help is there now")).to_be_visible()


def open_confirmation(page: Page, site) -> None:
    """A doubtful comment, in a browser whose script does not confirm it."""
    page.route("**/js/comment_form*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(site.address + ARTICLE)
    send(page, DOUBTFUL)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()


def open_report_with_errors(page: Page, site) -> None:
    page.goto(site.address + site.path("report"))
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("alert")).to_be_visible()


def open_definition(page: Page, site) -> None:
    """A word of the glossary, opened with a key."""
    page.goto(f"{site.address}{SERIES}what-the-trials-found/")
    page.locator("button.term").first.press("Enter")
    expect(page.locator(".term-card").first).to_be_visible()


def open_error_report_with_errors(page: Page, site) -> None:
    page.goto(site.address + site.path("error-report"))
    page.get_by_role("textbox", name="Email").fill("no address")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("alert")).to_be_visible()


def open_draft_with_errors(page: Page, site) -> None:
    """An approval that misses everything it needs, with a comment on a section."""
    page.goto(site.address + site.path("draft-open"))
    page.locator("summary").last.click()
    page.get_by_role("textbox", name=re.compile("^Comment on")).last.fill("x" * 5001)
    page.get_by_role("radio", name="Approve this version").check()
    page.get_by_role("button", name="Send to the clinic").click()
    expect(page.get_by_role("alert")).to_be_visible()


def open_held_message(page: Page, site) -> None:
    open_reply_form(page, site)
    page.goto(re.sub(r"reply/\d+/", "held/", page.url))


def open_conversation(page: Page, site) -> None:
    page.goto(site.address + ADDRESSES["comments-long"])
    page.get_by_role("link", name=re.compile(r"^Read \d+ more repl")).first.click()


STATES: dict[str, Callable[[Page, object], None]] = {
    "reply-form": open_reply_form,
    "comment-errors": open_comment_with_errors,
    "comment-notes": open_notes,
    "comment-notes-live": open_notes_while_writing,
    "comment-confirm": open_confirmation,
    "comment-held": open_held_message,
    "conversation": open_conversation,
    "own-edit-notes": open_notes_on_edit,
    "report-errors": open_report_with_errors,
    "definition": open_definition,
    "error-report-errors": open_error_report_with_errors,
    "draft-errors": open_draft_with_errors,
}
KINDS = [*ADDRESSES, *SIGNED, *STATES]


def open_kind(page: Page, site, kind: str) -> None:
    """Go to a page of this kind on a site."""
    come_from_elsewhere(page)
    if kind in STATES:
        STATES[kind](page, site)
    else:
        page.goto(site.address + (site.path(kind) if kind in SIGNED else ADDRESSES[kind]))


def come_from_elsewhere(page: Page) -> None:
    """Be a reader with a network address of their own, whom nobody has slowed down yet."""
    page.set_extra_http_headers({"X-Forwarded-For": str(IPv6Address(0x20010DB8 << 96 | getrandbits(96)))})
