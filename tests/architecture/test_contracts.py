"""The arrows between packages hold, and a violation of each contract would be seen."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.architecture.sources import ROOT, files, layer_of, own_apps

LABELS = {config.label for config in own_apps()}


def lint(folder: Path) -> subprocess.CompletedProcess:
    """import-linter over the packages of a folder, by that folder's own contracts."""
    command = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command(sys.argv[1:])"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_contract_holds():
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture
def copy_of_the_project(tmp_path):
    """The Python files and the contracts, free to be broken."""
    for path in files("*.py", below=("clinicsite", "blog")):
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


@pytest.mark.parametrize(
    ("module", "planted", "contract"),
    [
        ("clinicsite/core/views.py", "blog.articles.models", "Dependencies run one way"),
        ("clinicsite/users/models.py", "clinicsite.core.models", "Dependencies run one way"),
        ("blog/comments/models/commentable.py", "blog.articles.models", "Dependencies run one way"),
        ("blog/articles/feeds.py", "clinicsite.clinic.models", "Dependencies run one way"),
        ("clinicsite/people/models/credential.py", "clinicsite.library.models", "Dependencies run one way"),
        ("blog/articles/models/topic.py", "blog.articles.urls", "Inside an app"),
        ("blog/articles/querysets.py", "blog.articles.models", "Inside an app"),
        ("clinicsite/core/blocks/text.py", "clinicsite.core.models", "No cycles between sibling packages"),
    ],
)
def test_planted_violation_is_seen(copy_of_the_project, module, planted, contract):
    with (copy_of_the_project / module).open("a") as source:
        source.write(f"\nimport {planted}\n")
    result = lint(copy_of_the_project)
    broken = [line for line in result.stdout.splitlines() if line.endswith("BROKEN")]
    assert result.returncode == 1
    assert any(line.startswith(contract) for line in broken), result.stdout


def test_every_app_has_its_place_in_the_house():
    assert {label: layer_of(label) for label in LABELS}


def test_migrations_depend_on_lower_apps_only():
    migrations = MigrationLoader(None).disk_migrations
    upward = [
        f"{label}.{name} depends on {parent}"
        for (label, name), migration in migrations.items()
        if label in LABELS
        for parent, _name in migration.dependencies
        if parent in LABELS and parent != label and layer_of(parent) >= layer_of(label)
    ]
    assert upward == []


def test_foreign_keys_point_down():
    upward = [
        f"{model._meta.label}.{field.name} points at {field.related_model._meta.label}"
        for config in own_apps()
        for model in config.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if field.related_model._meta.app_label in LABELS - {config.label}
        if layer_of(field.related_model._meta.app_label) >= layer_of(config.label)
    ]
    assert upward == []
