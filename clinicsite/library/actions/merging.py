"""Making one reference of two."""

from dataclasses import dataclass

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from clinicsite.library.citations import moved
from clinicsite.library.errors import NotAllowed, NothingToMerge
from clinicsite.library.models import Reference
from clinicsite.library.permissions import can_merge_references
from clinicsite.library.stored_texts import change_live_texts, change_revisions

# What the kept reference takes over where it knows nothing itself.
FILLED = (
    "authors", "year", "journal", "volume", "issue", "pages", "doi", "pmid", "pmcid", "url", "last_checked",
    "retracted_on", "retraction_reason",
)  # fmt: skip
CITATION_MARK = "citation"


@dataclass(frozen=True)
class Merge:
    """What was done: the reference that stays, the rows and the number of revisions whose citations were moved."""

    kept: Reference
    changed: list
    revisions: int


@transaction.atomic
def merge_references(*, kept: Reference, merged: Reference, user) -> Merge:
    """Move every citation of `merged` to `kept`, in live texts, drafts, scheduled and old revisions and shared texts.

    `merged` is deleted; what only it knew goes to `kept`, and a retraction of either holds for both.
    Raises NotAllowed, or NothingToMerge where the two are one or one is gone.
    """
    if not can_merge_references(user):
        raise NotAllowed
    locked = Reference.objects.select_for_update().in_bulk([kept.pk, merged.pk])
    if len(locked) < 2:
        raise NothingToMerge
    kept, merged = locked[kept.pk], locked[merged.pk]

    def change(text: str) -> str:
        return moved(text, merged.pk, kept.pk, kept.short_name) if CITATION_MARK in text else text

    changed = change_live_texts(CITATION_MARK, change)
    revisions = change_revisions(CITATION_MARK, change)
    _move_rows(merged, kept)
    before = {"reference": str(merged), "key": merged.key, "doi": merged.doi, "pmid": merged.pmid}
    _absorb(merged, kept)
    log(kept, "library.merge_reference", user=user, data={**before, "texts": len(changed), "revisions": revisions})
    for row in changed:
        if isinstance(row, Page):
            log(row, "library.move_citations", user=user, data={"reference": before["reference"], "kept": str(kept)})
    return Merge(kept, changed, revisions)


def _move_rows(merged: Reference, kept: Reference) -> None:
    """Rows of any app that point at the reference by a key of their own."""
    for relation in Reference._meta.related_objects:
        if relation.one_to_many:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: merged})
            rows.update(**{relation.field.name: kept})


def _absorb(merged: Reference, kept: Reference) -> None:
    known = {name: getattr(merged, name) for name in FILLED}
    note, is_retracted = merged.note, merged.is_retracted
    merged.delete()
    for name, value in known.items():
        if value and not getattr(kept, name):
            setattr(kept, name, value)
    kept.is_retracted = kept.is_retracted or is_retracted
    if note and note not in kept.note:
        kept.note = f"{kept.note}\n\n{note}".strip()
    kept.save()
