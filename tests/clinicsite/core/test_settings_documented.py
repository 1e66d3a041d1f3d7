"""docs/settings.md names every environment variable the site reads, and docs/development.md every command."""

import ast
import re

import pytest
from django.core.management import get_commands

from tests.architecture.sources import ROOT, files, name_of

VARIABLE = re.compile(r"^\| `([A-Z][A-Z0-9_]+)` \|", re.MULTILINE)


def variables_read() -> set[str]:
    """The first argument of every env.something("NAME") and of every look into os.environ."""
    found = set()
    for path in files("*.py", below=("clinicsite", "blog")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                owner = ast.unparse(node.func.value)
                if owner in ("env", "os.environ", "os") and isinstance(node.args[0], ast.Constant):
                    found.add(node.args[0].value)
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
                found.add(ast.literal_eval(node.slice))
    return found


def documented(heading: str) -> set[str]:
    """The names in the table below a heading of docs/settings.md."""
    text = (ROOT / "docs" / "settings.md").read_text()
    section = text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return set(VARIABLE.findall(section))


def test_every_variable_the_site_reads_is_documented():
    assert variables_read() - documented("The site") == set()


def test_every_documented_variable_is_read():
    assert documented("The site") - variables_read() == set()


def test_variables_of_the_makefile_are_documented():
    makefile = (ROOT / "Makefile").read_text()
    assert set(re.findall(r"^([A-Z]+) \?=", makefile, re.MULTILINE)) - documented("The make commands") == set()


OWN_COMMANDS = sorted(name for name, app in get_commands().items() if str(app).split(".")[0] in ("clinicsite", "blog"))


@pytest.mark.parametrize("command", OWN_COMMANDS)
def test_every_command_is_documented(command):
    assert f"`manage.py {command}" in (ROOT / "docs" / "development.md").read_text()


def test_every_make_command_is_documented():
    makefile = (ROOT / "Makefile").read_text()
    offered = re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)
    text = (ROOT / "docs" / "development.md").read_text()
    assert [name for name in offered if f"`make {name}`" not in text] == []


LINK = re.compile(r"\[[^\]]+\]\((?!https?:|#|mailto:)([^)#]+)")


@pytest.mark.parametrize("path", [ROOT / "README.md", *files("*.md", below=("docs",))], ids=name_of)
def test_links_between_documents_lead_somewhere(path):
    assert [link for link in LINK.findall(path.read_text()) if not (path.parent / link).exists()] == []
