"""How people who work on the site get to their work."""

from playwright.sync_api import Browser, Page


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
