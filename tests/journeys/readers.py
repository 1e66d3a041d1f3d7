"""What readers do with comments, and what a moderator does with theirs."""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from zlib import crc32

from playwright.sync_api import Browser, Page, expect

from tests.journeys.desk import sit_down

LETTERS = "bcdfghjklmnpqrst"
NETWORK = 0x20010DB8 << 96


@dataclass(frozen=True)
class Reader:
    """Somebody with a name, words and a network address of their own, so that all tests can share one site."""

    name: str
    sender: str = ""

    @property
    def words(self) -> str:
        return f"Thank you, says {self.name}."


def reader_for(test: str) -> Reader:
    """The reader of one test. No digits in the name: a long number would look like a record number."""
    number = crc32(test.encode())
    name = "".join(LETTERS[number >> shift & 15] for shift in range(0, 32, 4))
    return Reader(f"Hazel {name.capitalize()}", str(IPv6Address(NETWORK | number << 64)))


def fill_in(page: Page, reader: Reader, words: str | None = None, email: str = "") -> None:
    page.get_by_role("textbox", name="Your comment").fill(reader.words if words is None else words)
    page.get_by_role("textbox", name="Name to show").fill(reader.name)
    page.get_by_role("textbox", name="Email").fill(email)


def write(page: Page, reader: Reader, words: str | None = None, email: str = "") -> None:
    """Fill in the comment form of this page and send it."""
    fill_in(page, reader, words, email)
    page.get_by_role("button", name="Send for review").click()


def expect_own_page(page: Page) -> str:
    """The writer's own page for a comment that waits. Returns its address, which is the key to the comment."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment waits for a moderator")
    return page.url


def sent(page: Page, address: str, reader: Reader, words: str | None = None, email: str = "") -> str:
    """Send a comment from a page at an address. Returns the address of the writer's own page."""
    page.goto(address)
    write(page, reader, words, email)
    return expect_own_page(page)


def comment_of(page: Page, reader: Reader):
    """The comment as readers see it."""
    return page.get_by_role("article", name=reader.name)


def row_of(desk: Page, name: str):
    """The comment at the desk."""
    return desk.get_by_role("row").filter(has_text=name)


def open_desk(browser: Browser, site) -> Page:
    """A moderator in front of the ordinary comments that wait."""
    desk = sit_down(browser, site, "moderator")
    desk.goto(f"{site.address}/admin/comments/?status=waiting&lane=rest")
    return desk


def approve(desk: Page, reader: Reader, what: str = "comment") -> None:
    row_of(desk, reader.name).get_by_role("button", name=re.compile(f"^Approve the {what} by {reader.name}")).click()
    expect(desk.get_by_text(f"The {what} by {reader.name} is approved").first).to_be_visible()


def refuse(desk: Page, reader: Reader, reason: str) -> None:
    row = row_of(desk, reader.name)
    row.get_by_role("combobox", name="Reason to refuse").select_option(label=reason)
    row.get_by_role("button", name=f"Refuse the comment by {reader.name}").click()
    expect(desk.get_by_text(f"The comment by {reader.name} is refused").first).to_be_visible()
