"""axe-core on the screens that this site adds to the admin, in light and dark, on a phone and on a desk."""

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import SCHEMES, WIDTHS, eye, violations
from tests.journeys.desk import sit_down
from tests.journeys.test_admin_screens import NUMBERED

SCREENS = [
    "comments/",
    "comments/?status=approved",
    "comments/statistics/",
    "comments/urgent/",
    "comments/side-effects/",
    "comments/side-effects/new/",
    "comment-safety/replies/",
    "commenters/",
    "snippets/comments/oncallshift/",
    "snippets/comments/phraserule/",
    "snippets/comments/phraserule/try/",
    "reports/background/",
    "reports/claims/",
    "reports/claims-let-stand/",
    "snippets/review/regulatorystatement/",
    "snippets/library/reference/paste/",
    "snippets/library/reference/duplicates/",
    "snippets/library/reference/merge/1/",
    "snippets/library/reference/usage/1/",
    "library/retractions/",
    "reports/retracted-sources/",
    "reports/glossary/",
    "reports/photo-consent/",
    "reports/outside-reviewers/",
    "error-reports/",
    "calendar/",
    "articles/start/",
    "articles/start-series/",
    "reports/pictures/",
    "reports/descriptions/",
    "reports/links/",
    "reports/orphans/",
]
# What Wagtail itself draws: its mark and search in the sidebar, the button and the heading of a filtered list.
WAGTAILS_OWN = (
    ".sidebar-custom-branding",
    "form[role=search][action$='/pages/search/']",
    "button[aria-label='Show filters']",
    "h2[role=alert]",
)
# The editor of a listed phrase is Wagtail's as it is.
ROWS = [name for name in NUMBERED if name != "admin-phrase"]


@pytest.fixture(scope="module")
def desk(browser, open_site):
    """The owner, who sees every screen, signed in once for all of them."""
    page = sit_down(browser, open_site, "owner")
    yield page
    page.context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("screen", [*SCREENS, *ROWS])
def test_screen_breaks_no_rule(desk, open_site, axe_script, screen, width, scheme):
    path = open_site.path(screen) if screen in ROWS else f"/admin/{screen}"
    eye(desk, width, scheme).goto(open_site.address + path)
    assert violations(desk, axe_script, WAGTAILS_OWN) == []


def test_bench_with_a_text_breaks_no_rule(desk, open_site, axe_script):
    eye(desk, 320, "light").goto(f"{open_site.address}/admin/snippets/comments/phraserule/try/")
    desk.get_by_label("A text").fill("Our garden chairs: call 503-555-0123.")
    desk.get_by_role("button", name="Judge it").click()
    expect(desk.get_by_text("503-555-0123").first).to_be_visible()
    assert violations(desk, axe_script, WAGTAILS_OWN) == []
