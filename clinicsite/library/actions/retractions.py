"""Marking sources that have been withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from wagtail.log_actions import log

from clinicsite.library.errors import NotAllowed
from clinicsite.library.models import Reference
from clinicsite.library.permissions import can_mark_retractions
from clinicsite.library.retraction_list import Retraction

FIELDS = ["is_retracted", "retracted_on", "retraction_reason"]


@dataclass(frozen=True)
class Match:
    """A reference of the library and the notice that is about it."""

    reference: Reference
    notice: Retraction

    @property
    def changes_something(self) -> bool:
        """False where the library says so already."""
        return self.reference.is_retracted != self.notice.is_withdrawn


def matches_of(notices: Iterable[Retraction]) -> list[Match]:
    """The references that a list speaks of, by DOI or PubMed number, the last notice about each. One query.

    The whole list is compared with the library, not the other way round: a list holds tens of thousands of papers.
    """
    library = list(Reference.objects.all())
    by_doi = {reference.doi: reference for reference in library if reference.doi}
    by_pmid = {reference.pmid: reference for reference in library if reference.pmid}
    found = {}
    for notice in sorted(notices, key=lambda notice: (notice.on is not None, notice.on or 0, notice.line)):
        reference = by_doi.get(notice.doi) or by_pmid.get(notice.pmid)
        if reference:
            found[reference.pk] = Match(reference, notice)
    return sorted(found.values(), key=lambda match: str(match.reference))


@transaction.atomic
def mark_retractions(*, notices: Iterable[Retraction], user) -> list[Reference]:
    """Mark what a list says is withdrawn, and unmark what it says was reinstated. Returns what changed.

    Raises NotAllowed.
    """
    if not can_mark_retractions(user):
        raise NotAllowed
    changed = []
    for match in matches_of(notices):
        if match.changes_something:
            reference, notice = match.reference, match.notice
            reference.is_retracted = notice.is_withdrawn
            reference.retracted_on = notice.on if notice.is_withdrawn else None
            reference.retraction_reason = notice.reason if notice.is_withdrawn else ""
            reference.save(update_fields=FIELDS)
            action = "library.mark_retraction" if notice.is_withdrawn else "library.unmark_retraction"
            log(reference, action, user=user, data={"reason": notice.reason, "line": notice.line})
            changed.append(reference)
    return changed
