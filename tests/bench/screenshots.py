"""`make screenshots`: the pictures of the README and of the editors' guide, from the sample site."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench import editor_screenshots
from tests.journeys.desk import sit_down
from tests.journeys.pages import ARTICLE
from tests.journeys.server import ROOT, load_sample_data, running_site

IMAGES = ROOT / "docs" / "images"
DESK = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 860}
VIEWS = [(DESK, "", "light"), (PHONE, "-phone", "light"), (PHONE, "-phone-dark", "dark")]


def shoot(page, address: str, name: str) -> None:
    page.goto(address)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=IMAGES / f"{name}.png")


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="clinic-screenshots-") as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with running_site(load_sample_data(folder), folder / "served") as site:
            for size, suffix, scheme in (
                (DESK, "", "light"),
                (PHONE, "-phone", "light"),
                (PHONE, "-phone-dark", "dark"),
            ):
                page = browser.new_page(viewport=size, color_scheme=scheme)
                shoot(page, site.address + ARTICLE, f"article{suffix}")
                page.close()
            page = browser.new_page(viewport=DESK)
            shoot(page, site.address, "home")
            desk = sit_down(browser, site, "editor")
            desk.set_viewport_size(DESK)
            desk.screenshot(path=IMAGES / "admin.png")
            editor_screenshots.draw(browser, site)
        browser.close()
    print(f"Drawn: {', '.join(sorted(path.name for path in IMAGES.glob('*.*')))}")


if __name__ == "__main__":
    main()
