"""A text on its way to readers: a contributor submits it, a reviewer signs it, one word ends the sign-off."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.desk import sit_down
from tests.journeys.more_states import REVIEWABLE

TITLE = "Sleep and pain"
ADDRESS = f"/articles/{REVIEWABLE}/"


@pytest.fixture
def desk_of(browser: Browser, own_site):
    """Signs somebody in at a desk of their own: `desk_of("reviewer")`."""
    desks = []

    def sit(username: str) -> Page:
        desks.append(sit_down(browser, own_site, username))
        return desks[-1]

    yield sit
    for desk in desks:
        desk.context.close()


def open_editor(desk: Page, site) -> None:
    desk.goto(f"{site.address}/admin/pages/?q={TITLE.replace(' ', '+')}")
    desk.get_by_role("link", name=TITLE, exact=True).first.click()
    desk.wait_for_url(re.compile(r"/edit/$"))


def choose_action(desk: Page, name) -> None:
    """From the menu of the footer."""
    desk.get_by_label("Actions (footer)").get_by_role("button", name="More actions").click()
    desk.get_by_role("button", name=name).filter(visible=True).click()


def submit(desk: Page, site) -> None:
    open_editor(desk, site)
    choose_action(desk, re.compile("^Submit to"))
    expect(desk.get_by_text("has been submitted for moderation")).to_be_visible()


def sign(desk: Page, note: str) -> None:
    """From what waits on the dashboard."""
    row = desk.get_by_role("row").filter(has_text=TITLE)
    row.get_by_role("button", expanded=False).click()
    desk.get_by_role("button", name="Sign off and publish").filter(visible=True).click()
    form = desk.locator(".modal-dialog")
    form.get_by_label("Note").fill(note)
    form.get_by_role("button", name="Sign off and publish").click()
    expect(form).to_be_hidden()


def test_text_is_submitted_signed_read_and_edited(page, desk_of, own_site):
    address = own_site.address + ADDRESS
    submit(desk_of("contributor"), own_site)
    assert page.goto(address).status == 404

    sign(desk_of("reviewer"), "Checked against its source.")
    page.goto(address)
    expect(page.get_by_text("Medically reviewed by").first).to_be_visible()
    expect(page.get_by_text("Medically reviewed on")).to_be_visible()

    desk = desk_of("compliance")
    open_editor(desk, own_site)
    desk.get_by_role("textbox", name="Summary").fill("How they go together, often.")
    choose_action(desk, "Publish")
    expect(desk.get_by_text("The text was changed after Amara Okafor, MD signed it off")).to_be_visible()
    desk.get_by_role("link", name="Publish all the same").click()
    desk.get_by_label("Reason").fill("A correction that cannot wait")
    desk.get_by_role("button", name="Publish without a sign-off").click()
    expect(desk.get_by_text("The page is published without a sign-off.")).to_be_visible()

    page.goto(address)
    expect(page.get_by_text(re.compile("Reviewed on .*, edited since"))).to_be_visible()
    expect(page.get_by_text("Medically reviewed on")).to_have_count(0)


def test_refused_publication_leads_to_the_field(desk_of, own_site):
    desk = desk_of("editor")
    open_editor(desk, own_site)
    choose_action(desk, "Publish")
    refusal = desk.get_by_role("link", name="No medical reviewer has signed this text off.")
    expect(refusal).to_be_visible()
    expect(desk.get_by_role("link", name="Publish all the same")).to_have_count(0)
