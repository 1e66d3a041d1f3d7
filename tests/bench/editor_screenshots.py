"""The pictures of docs/editors.md, from the sample site: `make screenshots` draws them with the others."""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.desk import sit_down
from tests.journeys.ready_series import TITLE
from tests.journeys.server import ROOT, RunningSite, environment, load_sample_data, running_site
from tests.journeys.test_editors_day import CLIPBOARD, PASTE, ask, first_text, start_article

IMAGES = ROOT / "docs" / "images"
SIZE = {"width": 1280, "height": 800}
QUALITY = 72


def keep(page: Page, name: str, pause: int = 700) -> None:
    """One picture, small enough for a repository."""
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(pause)
    Image.open(io.BytesIO(page.screenshot())).save(IMAGES / f"editors-{name}.webp", quality=QUALITY, method=6)


def draw(browser: Browser, site: RunningSite) -> None:
    """Walk through the day of an editor. The sample site's people are invented."""
    subprocess.run(
        [sys.executable, "-m", "tests.journeys.ready_series"],
        cwd=ROOT,
        env=environment(site.database.parent),
        check=True,
    )
    subprocess.run(
        [sys.executable, "manage.py", "run_jobs", "--once"],
        cwd=ROOT,
        env=environment(site.database.parent),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    page = sit_down(browser, site, "editor")
    page.set_viewport_size(SIZE)
    draw_writing(page, site)
    draw_planning(page, site)
    page.context.close()


def draw_writing(page: Page, site: RunningSite) -> None:
    page.goto(f"{site.address}/admin/articles/start-series/")
    page.get_by_label("Title of the series").fill("Living with nerve pain")
    page.get_by_label("Titles of the parts").fill("What is nerve pain?\nWhat helps at night?")
    keep(page, "start-series")
    start_article(page, site, "How sleep and pain meet")
    first_text(page).click()
    page.evaluate(PASTE, (CLIPBOARD / "google_docs.html").read_text())
    page.get_by_text("Pasted. Headings:").scroll_into_view_if_needed()
    keep(page, "paste")
    (page_id,) = ask(site, "SELECT id FROM wagtailcore_page WHERE slug = 'what-ketamine-does'")
    page.goto(f"{site.address}/admin/pages/{page_id}/edit/")
    page.get_by_role("button", name="Toggle search and social preview").click()
    keep(page, "search-preview", pause=1500)
    page.get_by_role("button", name="Toggle search and social preview").click()


def draw_planning(page: Page, site: RunningSite) -> None:
    (series,) = ask(site, "SELECT id FROM wagtailcore_page WHERE title = ?", TITLE)
    page.goto(f"{site.address}/admin/articles/{series}/schedule/")
    page.get_by_label("First part on").fill("2031-03-09")
    page.get_by_label("Time of day").fill("02:30")
    page.get_by_role("button", name="Show the dates").click()
    page.get_by_text("02:30 does not exist").wait_for()
    keep(page, "schedule")
    page.get_by_role("button", name="Schedule these 2 parts").click()
    page.get_by_text("2 parts are scheduled.").wait_for()
    page.goto(f"{site.address}/admin/calendar/?month=2031-03")
    keep(page, "calendar")
    page.goto(f"{site.address}/admin/")
    keep(page, "home")


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="clinic-screenshots-") as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with running_site(load_sample_data(folder), folder / "served") as site:
            draw(browser, site)
        browser.close()


if __name__ == "__main__":
    main()
