"""axe-core with the rules of WCAG 2.2 AA and good practice: every kind of page and every state of a comment."""

import pytest

from clinicsite.core import views
from tests.journeys.axe import SCHEMES, WIDTHS, eye, violations
from tests.journeys.pages import KINDS, open_kind

LONG = ["comments-long", "conversation"]
STANDALONE = {"400": views.bad_request, "403": views.csrf_failure, "500": views.server_error}


# Hundreds of comments take long to examine, and each looks like the others: once on a phone, once on a desk.
VIEWS = [(kind, width, scheme) for kind in KINDS if kind not in LONG for width in WIDTHS for scheme in SCHEMES]
VIEWS += [(kind, width, scheme) for kind in LONG for width, scheme in zip(WIDTHS, SCHEMES, strict=True)]


@pytest.mark.parametrize(("kind", "width", "scheme"), VIEWS)
def test_page_breaks_no_rule(page, site, axe_script, kind, width, scheme):
    open_kind(eye(page, width, scheme), site, kind)
    assert violations(page, axe_script) == []


@pytest.mark.parametrize("status", STANDALONE)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_error_page_breaks_no_rule(page, site, axe_script, rf, status, scheme):
    html = STANDALONE[status](rf.get("/")).content.decode()
    eye(page, 320, scheme).route("**/error", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(f"{site.address}/error")
    assert violations(page, axe_script) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_open_menu_on_a_phone_breaks_no_rule(page, site, axe_script, scheme):
    eye(page, 390, scheme).goto(site.address)
    page.get_by_role("button", name="Menu").first.click()
    assert violations(page, axe_script) == []


def test_broken_page_would_be_noticed(page, site, axe_script):
    page.goto(site.address)
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"/static/icons/mark.svg\">')")
    assert any(fault.startswith("image-alt") for fault in violations(page, axe_script))
