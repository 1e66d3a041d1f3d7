"""An editor writes a claim, sees it flagged beside the text, jumps to it, rewords it, and sees it gone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import eye, violations
from tests.journeys.desk import sit_down
from tests.journeys.test_desk_accessibility import WAGTAILS_OWN

CLAIM = " Ketamine cures nerve pain."
ARTICLE = "What ketamine does in the body"


@pytest.fixture
def desk(browser: Browser, own_site) -> Page:
    page = sit_down(browser, own_site, "owner")
    yield page
    page.context.close()


def open_panel(desk: Page, site) -> None:
    """To the article's editor with the panel of checks open."""
    desk.goto(f"{site.address}/admin/pages/?q={ARTICLE.replace(' ', '+')}")
    desk.get_by_role("link", name=ARTICLE, exact=True).first.click()
    desk.wait_for_url(re.compile(r"/edit/$"))
    expect(text_box(desk)).to_be_visible()
    desk.get_by_role("button", name="Toggle checks").click()
    expect(summary(desk)).to_contain_text("No claim was found")


def text_box(desk: Page):
    """The first section of running text."""
    return desk.locator('[data-contentpath="body"] .public-DraftEditor-content').nth(2)


def summary(desk: Page):
    return desk.locator("[data-claims-summary]")


def write_claim(desk: Page) -> None:
    text_box(desk).click()
    desk.keyboard.press("Control+End")
    desk.keyboard.type(CLAIM)


def found(desk: Page):
    return desk.locator("[data-claims-list] li")


def test_claim_is_flagged_found_reworded_and_gone(desk, own_site):
    open_panel(desk, own_site)
    write_claim(desk)
    expect(found(desk)).to_have_count(1)
    expect(found(desk)).to_contain_text("Blocks publication")
    expect(found(desk)).to_contain_text("Could be said instead:")

    desk.locator("#id_summary").click()
    found(desk).get_by_role("button", name="cures", exact=True).click()
    expect(text_box(desk)).to_be_focused()
    assert desk.evaluate("String(getSelection())") == "cures"

    desk.keyboard.type("is studied for")
    expect(summary(desk)).to_contain_text("No claim was found")
    expect(text_box(desk)).to_contain_text("Ketamine is studied for nerve pain.")
    expect(found(desk)).to_have_count(0)


def test_claim_in_the_search_title_leads_to_another_tab(desk, own_site):
    open_panel(desk, own_site)
    desk.get_by_role("tab", name="Promote").click()
    desk.locator("#id_seo_title").fill("The cure for CRPS")
    expect(found(desk)).to_have_count(1)
    desk.get_by_role("tab", name="Content").click()
    found(desk).get_by_role("button", name="cure", exact=True).click()
    expect(desk.locator("#id_seo_title")).to_be_focused()


def test_claim_is_marked_by_the_content_checker_in_the_preview(desk, own_site):
    open_panel(desk, own_site)
    write_claim(desk)
    issue = desk.locator("[data-checks-panel]").get_by_text("Claim that blocks publication: Benefit")
    expect(issue).to_be_visible()


def test_claim_is_let_stand_and_the_text_in_the_editor_stays(desk, own_site):
    open_panel(desk, own_site)
    write_claim(desk)
    with desk.context.expect_page() as opened:
        found(desk).get_by_role("button", name=re.compile("^Let it stand")).click()
    form = opened.value
    form.get_by_label("Why it may stand").fill("Quoted from a law.")
    form.get_by_role("button", name="Let it stand").click()
    expect(form.get_by_role("cell", name="Quoted from a law.")).to_be_visible()
    form.close()
    expect(text_box(desk)).to_contain_text(CLAIM.strip())
    text_box(desk).click()
    desk.keyboard.press("Control+End")
    desk.keyboard.type(" And on.")
    expect(summary(desk)).to_contain_text("No claim was found")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_panel_breaks_no_rule_of_accessibility(desk, own_site, axe_script, scheme):
    eye(desk, 1440, scheme)
    open_panel(desk, own_site)
    write_claim(desk)
    expect(found(desk)).to_have_count(1)
    shown = [each for each in violations(desk, axe_script, WAGTAILS_OWN) if "claims" in str(each)]
    assert shown == []
