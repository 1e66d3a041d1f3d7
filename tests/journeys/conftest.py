"""A real browser in front of the sample site. Each test gets a fresh, cookie-free profile."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.readers import Reader, reader_for
from tests.journeys.server import MORE_STATES, ROOT, load_sample_data, running_site

HERE = Path(__file__).parent
NODE_MODULES = ROOT / "node_modules"
SWITCHES = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A page that could not be found or a form that was refused is a fact of the test, not a fault of the page.
EXPECTED_COMPLAINT = "Failed to load resource: the server responded with a status of 4"


# Long enough for a busy machine: a test shows that something happens, not how fast.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items):
    """Everything in this folder is a browser test."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


def need(is_there: bool, reason: str) -> None:
    """Skip a test that misses a tool, and fail it where every tool has to be there."""
    if is_there:
        return
    if os.environ.get("REQUIRE_EVERY_TOOL"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium instead of a browser that Playwright would have to download."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    need(bool(chromium), "Chromium is not installed (Debian: apt-get install chromium)")
    return {**browser_type_launch_args, "executable_path": chromium, "args": SWITCHES}


@pytest.fixture(scope="session")
def axe_script() -> str:
    """axe-core, to be run inside a page."""
    path = NODE_MODULES / "axe-core" / "axe.min.js"
    need(path.exists(), "axe-core is not installed (npm ci)")
    return path.read_text()


@pytest.fixture(scope="session")
def html_checker() -> list[str]:
    """The Nu HTML checker's command line."""
    jar = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    need(jar.exists(), "vnu-jar is not installed (npm ci)")
    need(bool(shutil.which("java")), "Java is not installed (Debian: apt-get install default-jre-headless)")
    return ["java", "-Xss4m", "-jar", str(jar), "--stdout", "--format", "json", "--exit-zero-always"]


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory, worker_id) -> Path:
    """A data folder with the sample site, the same for every process of this run."""
    base = tmp_path_factory.getbasetemp()
    return load_sample_data(base if worker_id == "master" else base.parent, MORE_STATES)


@pytest.fixture(scope="session")
def site(sample_data, tmp_path_factory):
    """The sample site for tests that only read."""
    with running_site(sample_data, tmp_path_factory.mktemp("site") / "data") as running:
        yield running


@pytest.fixture(scope="module")
def open_site(sample_data, tmp_path_factory):
    """The sample site for a module whose tests add to it without getting in each other's way."""
    with running_site(sample_data, tmp_path_factory.mktemp("open-site") / "data") as running:
        yield running


@pytest.fixture
def own_site(sample_data, tmp_path):
    """The sample site for one test that changes it."""
    with running_site(sample_data, tmp_path / "data") as running:
        yield running


@pytest.fixture(scope="session")
def browser(browser):
    """The browser, with patience for whichever tab a test opens."""
    open_context = browser.new_context

    def open_patient_context(**options):
        context = open_context(**options)
        context.set_default_timeout(PATIENCE)
        return context

    browser.new_context = open_patient_context
    yield browser
    browser.new_context = open_context


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """A phone in the hand of an American reader."""
    return {**browser_context_args, "viewport": {"width": 390, "height": 844}, "locale": "en-US"}


@pytest.fixture
def page(page):
    """A tab that fails its test over an error in the console or a request to another host."""
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: None if is_own(request.url) else faults.append(request.url))
    yield page
    assert [fault for fault in faults if not fault.startswith(EXPECTED_COMPLAINT)] == []


@pytest.fixture
def reader(request) -> Reader:
    """Somebody of this test's own."""
    return reader_for(request.node.name)


@pytest.fixture
def plain_page(browser, reader):
    """A phone with JavaScript switched off, in the hand of this test's reader."""
    context = browser.new_context(
        java_script_enabled=False,
        viewport={"width": 390, "height": 844},
        extra_http_headers={"X-Forwarded-For": reader.sender},
    )
    page = context.new_page()
    yield page
    assert context.cookies() == [], "A reader who comments gets no cookie either."
    context.close()


@pytest.fixture
def reader_page(page, reader):
    """A phone with JavaScript, in the hand of this test's reader."""
    page.set_extra_http_headers({"X-Forwarded-For": reader.sender})
    return page


def is_own(url: str) -> bool:
    """True for the site itself and for what a page carries inside itself."""
    return url.startswith(("http://localhost:", "data:", "blob:", "about:"))
