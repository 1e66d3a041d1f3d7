"""Every kind of page a reader can meet, by a name that tells it apart, and how to get there."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.more_states import CLOSED, EVERY_SECTION, HIDDEN, LONG_THREAD

SERIES = "/articles/ketamine-and-chronic-pain/"
ARTICLE = f"{SERIES}what-ketamine-does/"

ADDRESSES = {
    "home": "/",
    "articles": "/articles/",
    "series": SERIES,
    "article": ARTICLE,
    "every-section": f"/articles/{EVERY_SECTION}/",
    "risks": f"{SERIES}risks-and-safeguards/",
    "last-part": f"{SERIES}before-during-and-after/",
    "comments-long": f"{SERIES}{LONG_THREAD}/?comments=2",
    "comments-closed": f"{SERIES}{CLOSED}/",
    "comments-hidden": f"{SERIES}{HIDDEN}/",
    "team": "/team/",
    "person": "/team/priya-nair/",
    "standard": "/about/",
    "policy": "/comments-policy/",
    "search": "/search/",
    "results": "/search/?q=ketamine",
    "no-results": "/search/?q=xylophone",
    "missing": "/nothing-here/",
}


def open_reply_form(page: Page, address: str) -> None:
    page.goto(address + ARTICLE)
    page.get_by_role("link", name=re.compile("^Reply")).first.click()


def open_comment_with_errors(page: Page, address: str) -> None:
    page.goto(address + ARTICLE)
    page.get_by_role("textbox", name="Email").fill("no address")
    page.get_by_role("button", name="Send for review").click()


def open_held_message(page: Page, address: str) -> None:
    open_reply_form(page, address)
    page.goto(re.sub(r"reply/\d+/", "held/", page.url))


def open_conversation(page: Page, address: str) -> None:
    page.goto(address + ADDRESSES["comments-long"])
    page.get_by_role("link", name=re.compile(r"^Read \d+ more repl")).first.click()


STATES: dict[str, Callable[[Page, str], None]] = {
    "reply-form": open_reply_form,
    "comment-errors": open_comment_with_errors,
    "comment-held": open_held_message,
    "conversation": open_conversation,
}
KINDS = [*ADDRESSES, *STATES]


def open_kind(page: Page, address: str, kind: str) -> None:
    """Go to a page of this kind on the site at `address`."""
    if kind in ADDRESSES:
        page.goto(address + ADDRESSES[kind])
    else:
        STATES[kind](page, address)
