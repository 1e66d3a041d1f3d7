"""Seals personal details again after a new key was put in front."""

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db.models import TextField

from clinicsite.core.sealing import CannotOpen, is_sealed_with_newest, reseal

SUFFIX = "_sealed"
BATCH = 500


class Command(BaseCommand):
    """`manage.py reseal`: from then on the older keys can go. Running it again changes nothing."""

    help = "Seal every sealed column with the newest of DATA_KEYS; --dry-run only counts."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="count, and change nothing")

    def handle(self, *args, **options):
        unreadable = 0
        for model, name in sealed_columns():
            changed, closed = reseal_column(model, name, is_dry=options["dry_run"])
            unreadable += closed
            self.stdout.write(f"{model._meta.label} {name}: {changed} sealed again, {closed} cannot be opened")
        if unreadable:
            self.stderr.write("Some rows were sealed with a key that is missing from DATA_KEYS. They stay as they are.")
        elif options["dry_run"]:
            self.stdout.write("Nothing was changed.")


def sealed_columns():
    """Every column that holds something sealed, known by the end of its name."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, TextField) and field.name.endswith(SUFFIX):
                yield model, field.name


def reseal_column(model, name: str, *, is_dry: bool) -> tuple[int, int]:
    """Seal one column again. Returns how many rows changed, and how many no key opens."""
    changed = closed = 0
    rows = model._default_manager.exclude(**{name: ""}).order_by("pk")
    for pk, sealed in rows.values_list("pk", name).iterator(chunk_size=BATCH):
        if is_sealed_with_newest(sealed):
            continue
        try:
            fresh = reseal(sealed)
        except CannotOpen:
            closed += 1
            continue
        if not is_dry:
            # Whatever was written meanwhile was sealed with the newest key already.
            model._default_manager.filter(pk=pk, **{name: sealed}).update(**{name: fresh})
        changed += 1
    return changed, closed
