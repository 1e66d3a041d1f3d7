"""What the architecture tests look at: the project's own files and models."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from wagtail.models import get_page_models

ROOT = Path(__file__).resolve().parents[2]
PYTHON_FOLDERS = ("clinicsite", "blog", "tests", ".ci")
# From the bottom up, as in the import contracts: an app may know those in earlier rows only.
LAYERS = [
    {"users"},
    {"media"},
    {"core"},
    {"library", "people", "background", "analytics"},
    {"enquiries", "review"},
    {"comments", "editing", "marketing"},
    {"articles", "clinic", "search"},
    {"demo", "wordpress"},
]


def files(*patterns: str, below: tuple[str, ...]) -> list[Path]:
    """The project's own files in some folders, in a stable order."""
    found = {path for folder in below for pattern in patterns for path in (ROOT / folder).rglob(pattern)}
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def python_files() -> list[Path]:
    """Every Python file but migrations, which are written by a program."""
    found = [path for path in files("*.py", below=PYTHON_FOLDERS) if "migrations" not in path.parts]
    return [ROOT / "manage.py", *found]


def name_of(path: Path) -> str:
    """A path as readers of a failure know it."""
    return str(path.relative_to(ROOT))


def functions_in(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def own_apps() -> list:
    """The project's installed apps."""
    return [config for config in apps.get_app_configs() if config.name.split(".")[0] in ("clinicsite", "blog")]


def own_page_models() -> list:
    """The project's concrete page types."""
    return [model for model in get_page_models() if model.__module__.split(".")[0] in ("clinicsite", "blog")]


def layer_of(app_label: str) -> int:
    """How high an app stands; an app that is missing here has no place in the house."""
    for height, labels in enumerate(LAYERS):
        if app_label in labels:
            return height
    raise LookupError(app_label)
