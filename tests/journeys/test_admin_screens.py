"""Every screen of the admin works under the site's content security policy and asks no other host.

The `page` fixture fails a test over any complaint of the browser.
"""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.pages import ADDRESSES

SCREENS = [
    "",
    "pages/",
    "images/",
    "images/add/",
    "documents/",
    "documents/add/",
    "snippets/library/reference/",
    "snippets/library/reference/add/",
    "snippets/library/reference/paste/",
    "snippets/library/reference/duplicates/",
    "snippets/library/reference/merge/1/",
    "snippets/library/reference/usage/1/",
    "library/retractions/",
    "reports/retracted-sources/",
    "reports/glossary/",
    "reports/photo-consent/",
    "snippets/library/glossaryterm/",
    "snippets/core/disclaimer/",
    "snippets/core/disclaimer/add/",
    "snippets/articles/topic/",
    "snippets/review/regulatorystatement/",
    "snippets/review/regulatorystatement/add/",
    "reports/claims/",
    "reports/claims-let-stand/",
    "comments/",
    "comments/?status=approved",
    "comments/statistics/",
    "comments/urgent/",
    "comments/side-effects/",
    "comments/side-effects/new/",
    "comment-safety/replies/",
    "commenters/",
    "snippets/comments/oncallshift/",
    "snippets/comments/oncallshift/add/",
    "snippets/comments/replytemplate/",
    "snippets/comments/phraserule/",
    "snippets/comments/phraserule/try/",
    "snippets/comments/phraserule/import/",
    "reports/background/",
    "reviews/",
    "reviews/minor-edits/",
    "settings/review/reviewsettings/",
    "reports/outside-reviewers/",
    "error-reports/",
    "settings/review/trustsettings/",
    "settings/comments/commentssettings/",
    "settings/core/clinicsettings/",
    "settings/core/navigation/",
    "users/",
    "users/new/",
    "groups/",
    "groups/new/",
    "redirects/",
    "redirects/add/",
    "calendar/",
    "articles/start/",
    "articles/start-series/",
    "reports/pictures/",
    "reports/descriptions/",
    "reports/links/",
    "reports/orphans/",
    "reports/site-history/",
    "workflows/list/",
    "account/",
]
# Their paths hold a number, which the sample data knows.
NUMBERED = [
    "admin-detail",
    "admin-urgent",
    "admin-report",
    "admin-report-new",
    "admin-report-print",
    "admin-spam-score",
    "admin-phrase",
    "admin-commenter",
    "admin-commenter-erase",
    "admin-review-page",
    "admin-review-record",
    "admin-review-minor-edit",
    "admin-review-publish-unreviewed",
    "admin-review-second-look",
    "admin-notes",
    "admin-outside-reviewers",
    "admin-error-report",
]
EDITED = ["home", "article", "series", "person", "standard", "glossary"]


@pytest.fixture
def page(page, open_site) -> Page:
    """A desk at which the owner has signed in."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{open_site.address}/admin/login/")
    page.get_by_label("Username").fill("owner")
    page.locator("#id_password").fill(open_site.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{open_site.address}/admin/")
    return page


def open_editor(page, site, kind):
    """Go from a page to its editor by the way of the user bar."""
    page.goto(site.address + ADDRESSES[kind])
    editor = page.locator("wagtail-userbar a[href$='/edit/']").get_attribute("href")
    page.goto(site.address + urlsplit(editor).path)
    expect(page.get_by_role("button", name="Save draft")).to_be_visible()


def test_every_screen_opens_without_a_complaint(page, open_site):
    for screen in [*(f"/admin/{screen}" for screen in SCREENS), *map(open_site.path, NUMBERED)]:
        response = page.goto(open_site.address + screen)
        page.wait_for_load_state("networkidle")
        assert response.status == 200, screen


def test_every_kind_of_page_opens_in_the_editor_without_a_complaint(page, open_site):
    for kind in EDITED:
        open_editor(page, open_site, kind)
        page.wait_for_load_state("networkidle")


def test_section_is_shown_before_it_is_chosen(page, open_site):
    open_editor(page, open_site, "article")
    page.get_by_role("button", name="Insert a block").last.click()
    option = page.locator(".w-combobox__option-row").filter(has_text="Callout")
    option.get_by_role("button", name="Preview").click()
    preview = page.frame_locator(".w-combobox-preview__iframe")
    expect(preview.get_by_text("Before you change a medicine")).to_be_visible()


def test_picture_and_date_are_chosen_without_a_complaint(page, open_site):
    open_editor(page, open_site, "person")
    page.get_by_role("button", name="Choose an image").click()
    chooser = page.locator(".modal-dialog")
    expect(chooser.get_by_role("tab", name="Upload")).to_be_visible()
    chooser.get_by_role("button", name="Close").click()
    expect(chooser).to_be_hidden()
    page.get_by_label("Expires on").first.click()
    expect(page.locator(".xdsoft_datetimepicker").filter(visible=True)).to_be_visible()
