"""Telling readers what was changed."""

import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from clinicsite.core.models import ClinicSettings
from clinicsite.review.actions.checking import check_text
from clinicsite.review.claims import BLOCK, Finding
from clinicsite.review.earlier_texts import public_text
from clinicsite.review.errors import NeverPublic, NotAllowed, NothingSaid, NotTruthfulEnough
from clinicsite.review.models import ChangeNote, NoteKind, ReviewStanding
from clinicsite.review.permissions import can_write_notes
from clinicsite.review.reader_notes import read_notes


def claims_in(page: Page, text: str) -> list[Finding]:
    """What the rules in force find in a text for the readers of a page: what blocks, and what asks for a thought."""
    site = page.get_site()
    country = ClinicSettings.for_site(site).country if site else "US"
    return [finding for finding in check_text(text, country=country) if finding.is_flagged]


@transaction.atomic
def write_note(
    *, page: Page, kind: str, text: str, user, earlier: int | None = None, is_earlier_shown: bool = False
) -> ChangeNote:
    """Write a correction or change note. `earlier` is the id of a revision that the public has read.

    Raises NotAllowed, NothingSaid, NotTruthfulEnough, NeverPublic.
    """
    if not can_write_notes(user, page):
        raise NotAllowed(page.pk)
    if blocking := [finding for finding in claims_in(page, text) if finding.severity == BLOCK]:
        raise NotTruthfulEnough(blocking)
    note = store_note(
        page=page, kind=kind, text=text, earlier=earlier, is_earlier_shown=is_earlier_shown, user=user
    )  # fmt: skip
    log(
        instance=page, action="review.write_note", user=user,
        data={"note": note.pk, "kind": note.kind, "text": note.text, "earlier": note.earlier_key},
    )  # fmt: skip
    return note


def store_note(
    *,
    page: Page,
    kind: str,
    text: str,
    earlier: int | None = None,
    is_earlier_shown: bool = False,
    user=None,
    made_at: datetime.datetime | None = None,
) -> ChangeNote:
    """The row itself, for whoever has asked for permission already. Raises NothingSaid, NeverPublic."""
    if not text.strip():
        raise NothingSaid(page.pk)
    earlier_text = public_text(page, earlier) if earlier else None
    if earlier and earlier_text is None:
        raise NeverPublic(earlier)
    note = ChangeNote(
        page_id=page.pk,
        page_key=page.pk,
        page_title=page.title[:255],
        kind=NoteKind(kind),
        text=text.strip(),
        made_by=user,
        made_by_name=user.get_full_name() or user.get_username() if user else "",
        made_at=made_at or timezone.now(),
    )
    if earlier_text:
        note.earlier_revision = earlier_text.revision
        note.earlier_key = earlier_text.revision.pk
        note.earlier_from = earlier_text.public_from
        note.earlier_content = earlier_text.revision.content
        note.is_earlier_shown = is_earlier_shown
    note.save(force_insert=True)
    ReviewStanding.objects.filter(page_id=page.pk).update(notes=[kept.as_kept() for kept in read_notes(page.pk)])
    return note
