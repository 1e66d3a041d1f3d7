"""What is installed is pinned, and the pins say nothing about the machine they were made on."""

import json
import re
from importlib.metadata import distributions

import pytest

from tests.architecture.sources import ROOT

PYTHON_FILES = ["requirements.txt", "requirements-dev.txt"]
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*(?:\[[a-z, ]+\])?==\S+)", re.MULTILINE)
NPM_REGISTRY = "https://registry.npmjs.org/"


def pins(name: str) -> set[str]:
    return set(PIN.findall((ROOT / name).read_text()))


@pytest.mark.parametrize("name", PYTHON_FILES)
def test_every_python_package_is_pinned_with_its_hashes(name):
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text())[1:]
    assert entries
    assert [entry for entry in entries if not PIN.match(entry) or "--hash=sha256:" not in entry] == []


def extras_asked_for() -> set[tuple[str, str]]:
    """Package and extra of every unconditional requirement among what is installed."""
    lines = [line for each in distributions() for line in each.requires or [] if "extra ==" not in line]
    named = [re.match(r"([A-Za-z0-9._-]+)\[([a-z, ]+)\]", line) for line in lines]
    return {(found[1].lower(), extra.strip()) for found in named if found for extra in found[2].split(",")}


def test_pins_name_the_extras_that_other_packages_ask_for():
    """Old installers do not match a package with an extra to a pin without it, and take the newest release instead."""
    pinned = re.findall(r"^([a-z0-9._-]+)\[([a-z, ]+)\]==", (ROOT / "requirements-dev.txt").read_text(), re.MULTILINE)
    named = {(name, extra.strip()) for name, extras in pinned for extra in extras.split(",")}
    asked = extras_asked_for()
    assert ("willow", "heif") in asked
    assert asked - named == set()


def test_tools_are_installed_beside_the_same_packages_that_are_shipped():
    assert pins("requirements.txt") - pins("requirements-dev.txt") == set()


@pytest.mark.parametrize("name", PYTHON_FILES)
def test_python_pins_name_no_folder_and_no_registry(name):
    comments = [line for line in (ROOT / name).read_text().splitlines() if line.strip().startswith("#")]
    assert [line for line in comments if "/" in line or "http" in line] == []
    assert "index-url" not in (ROOT / name).read_text()


def npm_packages() -> dict:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return {name: package for name, package in packages.items() if name}


def test_every_npm_package_is_pinned_with_its_hash():
    assert [name for name, package in npm_packages().items() if not package.get("integrity")] == []


def test_npm_pins_name_no_registry_but_the_public_one():
    addresses = [package["resolved"] for package in npm_packages().values() if "resolved" in package]
    assert [address for address in addresses if not address.startswith(NPM_REGISTRY)] == []
