"""`make bench`: what a page costs the server, the wire and a phone, as tables."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.processor_time import PAGES, measure
from tests.journeys.pages import ARTICLE
from tests.journeys.server import ROOT, environment, load_sample_data, running_site
from tests.journeys.test_weight import RASTER, transferred

CHROMIUM_FLAGS = "--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu"
TIMINGS = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"]
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]


def table(title: str, columns: list[str], rows: list[list]) -> None:
    """Print a Markdown table with aligned columns."""
    lines = [columns, ["-" * len(column) for column in columns], *[[str(cell) for cell in row] for row in rows]]
    widths = [max(len(line[index]) for line in lines) for index in range(len(columns))]
    print(f"\n{title}\n")
    for line in lines:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |")


def print_processor_time() -> None:
    rows = [measure(name, address, comments) for name, address, comments in PAGES]
    columns = ["page", "comments", "queries", "ms uncached", "ms cached", "HTML bytes", "HTML gzip"]
    table("Processor time for one request, median of 30, one process", columns, rows)


def print_weight(site) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        loaded = transferred(browser, site.address + ARTICLE)
        browser.close()
    rows = [[size, kind, url.removeprefix(site.address)] for url, (kind, size) in loaded.items()]
    total = sum(size for size, kind, _url in rows if kind not in RASTER)
    table("First visit to part 1 on a phone, bytes on the wire", ["bytes", "kind", "address"], rows)
    print(f"\nWithout raster images: {total} bytes")


def print_lighthouse(site, folder: Path) -> None:
    report = folder / "lighthouse.json"
    command = [
        str(ROOT / "node_modules" / ".bin" / "lighthouse"), site.address + ARTICLE, "--quiet", "--output=json",
        f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={CHROMIUM_FLAGS}",
    ]  # fmt: skip
    chromium = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    done = subprocess.run(command, env=chromium, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"\nLighthouse gave no answer:\n{done.stderr[-2000:]}")
        return
    result = json.loads(report.read_text())
    rows = [[name, round(100 * result["categories"][name]["score"])] for name in CATEGORIES]
    for audit in (
        "first-contentful-paint",
        "largest-contentful-paint",
        "total-blocking-time",
        "cumulative-layout-shift",
    ):
        rows.append([audit, result["audits"][audit]["displayValue"]])
    table("Lighthouse, mobile, part 1", ["category", "score"], rows)
    weighed = [
        entry["id"] for name in CATEGORIES for entry in result["categories"][name]["auditRefs"] if entry["weight"]
    ]
    audits = [result["audits"][identifier] for identifier in weighed]
    failed = [[audit["id"], audit["title"]] for audit in audits if audit["score"] is not None and audit["score"] < 0.9]
    table("Audits below 90", ["audit", "what it asks"], failed)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="clinic-bench-") as name:
        folder = Path(name)
        data = load_sample_data(folder)
        shutil.copytree(data, folder / "measured")
        os.environ.update(environment(folder / "measured"))
        print_processor_time()
        with running_site(data, folder / "served") as site:
            print_weight(site)
            if (ROOT / "node_modules" / ".bin" / "lighthouse").exists() and shutil.which("chromium"):
                print_lighthouse(site, folder)
            else:
                print("\nLighthouse and Chromium are not both installed: no scores.")
    print(f"\nAgain: make bench (Python {sys.version.split()[0]}, {os.cpu_count()} cores)")


if __name__ == "__main__":
    main()
