"""A moderator empties a desk of a hundred comments, one by one and many at once, by keyboard and by mouse."""

import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.desk import sit_down
from tests.journeys.full_desk import KEY, PER_LANE, PHONE
from tests.journeys.server import ROOT, environment, running_site

FULL_DESK = ["-m", "tests.journeys.full_desk"]


@pytest.fixture(scope="module")
def full_desk(sample_data, tmp_path_factory) -> Path:
    """The sample data with a hundred waiting comments."""
    data = tmp_path_factory.mktemp("full-desk") / "data"
    shutil.copytree(sample_data, data)
    subprocess.run([sys.executable, *FULL_DESK], cwd=ROOT, env=environment(data), check=True)
    return data


@pytest.fixture(scope="module")
def shared_site(full_desk, tmp_path_factory):
    """A full desk for the tests that decide on nothing."""
    with running_site(full_desk, tmp_path_factory.mktemp("shared-desk") / "data") as running:
        yield running


@pytest.fixture
def desk_site(full_desk, tmp_path):
    """A full desk for one test."""
    with running_site(full_desk, tmp_path / "data") as running:
        yield running


def sit_at_full_desk(browser, site) -> Page:
    """The desk, with a moderator in front of it."""
    page = sit_down(browser, site, "moderator")
    page.goto(f"{site.address}/admin/comments/")
    waiting(page, 100)
    return page


def rows(site, query: str, *values: str) -> list[tuple]:
    """What the database says."""
    with sqlite3.connect(f"file:{site.database}?mode=ro", uri=True) as connection:
        return list(connection.execute(query, values))


def states(site) -> dict[tuple[str, str], int]:
    """How many of the hundred, by the lane in which they waited, stand in each state."""
    query = "SELECT submission_key, status FROM comments_comment WHERE submission_key LIKE ?"
    return dict(Counter((key.split("-")[2], status) for key, status in rows(site, query, f"{KEY}-%")))


def waiting(desk: Page, count: int) -> None:
    """Wait until the desk says that so many comments wait."""
    expect(desk.locator('[data-desk-count=""]')).to_have_text(str(count))


def press(desk: Page, *keys: str, left: int) -> None:
    """Press keys on the current comment, and wait until one comment fewer waits."""
    for key in keys:
        desk.keyboard.press(key)
    waiting(desk, left)
    expect(desk.locator("[data-desk-comment]:focus, [data-desk-done]:focus")).to_have_count(1)


def decide_many(desk: Page, action: str, yes: str) -> None:
    """Select everything on the page and decide on it at once."""
    desk.locator("[data-bulk-action-select-all-checkbox]").first.check()
    desk.locator(f"[data-bulk-action-footer] [data-bulk-action-button][href*='/{action}/']").click()
    desk.get_by_role("button", name=yes).click()
    expect(desk.get_by_text(re.compile(r"Done for \d+ comment")).first).to_be_visible()
    # Keys are heard once the desk's script has run.
    desk.wait_for_load_state("load")


def test_moderator_empties_a_full_desk(browser, desk_site):
    desk = sit_at_full_desk(browser, desk_site)
    crisis_one_by_one(desk)
    details_one_by_one(desk)
    spam_at_once_and_by_keyboard(desk, desk_site)
    rest_at_once_and_by_mouse(desk, desk_site)
    expect(desk.get_by_text("Nothing waits in this lane.")).to_be_visible()
    assert states(desk_site) == {
        ("crisis", "approved"): 1,
        ("crisis", "rejected"): 3,
        ("pii", "approved"): PER_LANE["pii"],
        ("spam", "spam"): PER_LANE["spam"],
        ("rest", "approved"): PER_LANE["rest"],
    }
    assert rows(desk_site, "SELECT text FROM comments_comment WHERE text LIKE ?", f"%{PHONE}%") == []


def crisis_one_by_one(desk: Page) -> None:
    desk.keyboard.press("j")
    desk.keyboard.press("a")
    desk.get_by_label("Type publish to go on").fill("publish")
    press(desk, "Enter", left=99)
    for left in (98, 97, 96):
        desk.keyboard.press("x")
        expect(desk.get_by_role("dialog", name="Why is it refused?")).to_be_visible()
        press(desk, "7", left=left)


def details_one_by_one(desk: Page) -> None:
    for left in (95, 94, 93, 92):
        desk.keyboard.press("a")
        desk.get_by_role("button", name="Approve with details removed").click()
        waiting(desk, left)


def spam_at_once_and_by_keyboard(desk: Page, site) -> None:
    address = f"{site.address}/admin/comments/?status=waiting&lane=spam"
    desk.goto(address)
    decide_many(desk, "spam", "Yes, spam")
    waiting(desk, 67)
    desk.keyboard.press("j")
    for left in range(66, 59, -1):
        press(desk, "s", left=left)
    desk.keyboard.press("u")
    waiting(desk, 61)
    press(desk, "s", left=60)


def rest_at_once_and_by_mouse(desk: Page, site) -> None:
    address = f"{site.address}/admin/comments/?status=waiting&lane=rest"
    desk.goto(address)
    for left in (35, 10):
        decide_many(desk, "approve", "Yes, approve")
        waiting(desk, left)
    for left in range(9, -1, -1):
        desk.locator("[data-desk-row]:not([data-desk-decided]) button[value=approve]").first.click()
        waiting(desk, left)
    desk.goto(address)


def test_keys_do_nothing_while_somebody_writes(browser, shared_site):
    desk = sit_at_full_desk(browser, shared_site)
    desk.keyboard.press("j")
    desk.keyboard.press("n")
    desk.keyboard.type("just a note, no decision: axs")
    desk.get_by_role("button", name="Keep note").click()
    expect(desk.get_by_text("just a note, no decision: axs")).to_be_visible()
    waiting(desk, 100)


def test_keys_can_be_turned_off(browser, shared_site):
    desk = sit_at_full_desk(browser, shared_site)
    desk.keyboard.press("?")
    desk.get_by_label("Single-key shortcuts on this device").uncheck()
    desk.keyboard.press("Escape")
    desk.keyboard.press("s")
    desk.reload()
    desk.keyboard.press("j")
    desk.keyboard.press("s")
    expect(desk.locator("[data-desk-row]").first).to_be_visible()
    waiting(desk, 100)
