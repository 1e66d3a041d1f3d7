"""The Nu HTML checker finds no error on any kind of page."""

import json
import subprocess

import pytest
from django.test import RequestFactory

from clinicsite.core import views
from tests.journeys.pages import KINDS, open_kind

STANDALONE = {"400": views.bad_request, "403-token": views.csrf_failure, "500": views.server_error}
BROKEN = "<!DOCTYPE html><html lang=en><head><title>x</title></head><body><p><div></p></body></html>"


@pytest.fixture(scope="session")
def findings(site, html_checker, browser, tmp_path_factory) -> dict[str, list[str]]:
    """The checker's errors for each kind of page, from one run over all of them."""
    folder = tmp_path_factory.mktemp("html")
    context = browser.new_context()
    page = context.new_page()
    answers = []
    page.on("response", lambda response: answers.append(response) if response.request.is_navigation_request() else None)
    for kind in KINDS:
        open_kind(page, site, kind)
        (folder / f"{kind}.html").write_bytes(answers[-1].body())
    context.close()
    for status, view in STANDALONE.items():
        (folder / f"{status}.html").write_bytes(view(RequestFactory().get("/")).content)
    (folder / "broken.html").write_text(BROKEN)
    files = [str(path) for path in sorted(folder.iterdir())]
    output = subprocess.run([*html_checker, *files], capture_output=True, text=True, check=True).stdout
    found = {path.stem: [] for path in folder.iterdir()}
    for message in json.loads(output)["messages"]:
        if message["type"] == "error":
            kind = message["url"].rsplit("/", 1)[-1].removesuffix(".html")
            found[kind].append(f"line {message.get('lastLine')}: {message['message']} {message.get('extract', '')}")
    return found


@pytest.mark.parametrize("kind", [*KINDS, *STANDALONE])
def test_page_is_valid_html(findings, kind):
    assert findings[kind] == []


def test_broken_html_would_be_noticed(findings):
    assert findings["broken"] != []
