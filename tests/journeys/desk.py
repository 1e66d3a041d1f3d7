"""How people who work on the site get to their work."""

from playwright.sync_api import Browser, Page, expect


def sit_down(browser: Browser, site, username: str) -> Page:
    """A tab on a desk, signed in to the admin as one of the sample accounts."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-US")
    page = context.new_page()
    page.goto(f"{site.address}/admin/login/")
    page.get_by_label("Username").fill(username)
    page.locator("#id_password").fill(site.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site.address}/admin/")
    return page


def keep_sign_off(page: Page, reason: str = "Layout") -> None:
    """After a refused publication: declare a minor edit, which publishes the page."""
    page.get_by_role("link", name="Only a minor edit?").click()
    page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="Declare a minor edit").click()
    expect(page.get_by_text("The sign-off is kept, and the page is published.")).to_be_visible()


def publish_unsigned(browser: Browser, site, page_id: int, reason: str = "It cannot wait for a review") -> None:
    """At the desk of compliance: publish the latest draft of a page whose sign-off is lost."""
    desk = sit_down(browser, site, "compliance")
    desk.goto(f"{site.address}/admin/reviews/pages/{page_id}/publish/")
    desk.get_by_label("Reason").fill(reason)
    desk.get_by_role("button", name="Publish without a sign-off").click()
    expect(desk.get_by_text("The page is published without a sign-off.")).to_be_visible()
    desk.context.close()
