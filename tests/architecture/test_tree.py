"""The shape of the tree: where things may lie, what they may be called, and how long they may be."""

import ast
import re
import sys

import pytest

from tests.architecture.sources import (
    ROOT,
    files,
    functions_in,
    name_of,
    own_apps,
    own_page_models,
    python_files,
)

TOP_LEVEL = {
    "manage.py", "clinicsite", "blog", "templates", "static", "tests", "docs", "deploy", ".ci",
    "requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt",
    "requirements-triage.in", "requirements-triage.txt",
    "package.json", "package-lock.json", "pyproject.toml", "Makefile", "README.md", "CHANGELOG.md", ".gitignore",
}  # fmt: skip
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager2", "data", "info"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 40


def ignored_names() -> set[str]:
    """What .gitignore keeps out of the repository, at the top level."""
    return {line.strip().strip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line.strip()}


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def test_top_level_holds_only_what_the_house_rules_name():
    ignored = ignored_names() | {".git"}
    found = {path.name for path in ROOT.iterdir() if path.name not in ignored and not path.match(".coverage.*")}
    assert found - TOP_LEVEL == set()


@pytest.mark.parametrize("config", own_apps(), ids=lambda config: config.name)
def test_app_is_exactly_one_folder_below_its_package(config):
    assert len(config.name.split(".")) == 2


@pytest.mark.parametrize("package", ["clinicsite", "blog"])
def test_package_of_apps_holds_no_code(package):
    assert ast.parse((ROOT / package / "__init__.py").read_text()).body == []


@pytest.mark.parametrize("package", ["clinicsite", "blog"])
def test_every_folder_of_a_package_is_an_installed_app(package):
    installed = {config.name for config in own_apps()}
    folders = {f"{package}.{path.name}" for path in (ROOT / package).iterdir() if (path / "__init__.py").exists()}
    assert folders - installed - {"clinicsite.settings"} == set()


@pytest.mark.parametrize("model", own_page_models(), ids=lambda model: model.__name__)
def test_page_model_lies_in_a_file_of_its_name(model):
    assert model.__module__ == f"{model._meta.app_config.name}.models.{snake(model.__name__)}"


@pytest.mark.parametrize("model", own_page_models(), ids=lambda model: model.__name__)
def test_page_model_has_the_template_of_its_name(model):
    template = f"{model._meta.app_label}/{snake(model.__name__)}.html"
    assert model.template == template
    assert (ROOT / "templates" / template).exists()


def test_no_file_has_a_name_that_says_nothing():
    named = files("*", below=("clinicsite", "blog", "templates", "static", "tests"))
    parts = {(name_of(path), part.split(".")[0]) for path in named for part in path.relative_to(ROOT).parts}
    assert sorted(name for name, part in parts if part in BANNED_NAMES) == []


def test_no_module_shadows_the_standard_library():
    own = [path for path in python_files() if path.parts[len(ROOT.parts)] in ("clinicsite", "blog")]
    names = {(name_of(path), part) for path in own for part in (path.stem, *path.relative_to(ROOT).parts[:-1])}
    assert sorted(name for name, part in names if part in sys.stdlib_module_names) == []


def test_no_python_file_is_too_long():
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in python_files()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long():
    lengths = {
        f"{name_of(path)}: {node.name}": node.end_lineno - node.lineno + 1
        for path in python_files()
        for node in functions_in(path)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_style_sheet_is_up_to_date():
    from clinicsite.core.management.commands.build_css import build_css

    folder = ROOT / "static" / "css"
    assert (folder / "site.css").read_text() == build_css(folder), "Run: make css"
