"""Corrections and changes as readers meet them."""

import datetime
from dataclasses import asdict, dataclass

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Page

from clinicsite.review.earlier_texts import shown_earlier
from clinicsite.review.models import ChangeNote, MedicallyReviewedMixin, NoteKind


@dataclass(frozen=True)
class ReaderNote:
    """One note without its earlier text."""

    pk: int
    kind: str
    text: str
    made_at: datetime.datetime
    earlier_from: datetime.datetime | None
    shows_earlier: bool

    @classmethod
    def of_kept(cls, kept: dict) -> "ReaderNote":
        """A note from what as_kept returned."""
        moments = {name: parse_datetime(kept[name]) if kept[name] else None for name in ("made_at", "earlier_from")}
        return cls(**{**kept, **moments})

    def as_kept(self) -> dict:
        """For JSON."""
        moments = {"made_at": self.made_at.isoformat()}
        moments["earlier_from"] = self.earlier_from.isoformat() if self.earlier_from else ""
        return {**asdict(self), **moments}

    @property
    def kind_label(self) -> str:
        """Correction or change, in words."""
        return NoteKind(self.kind).label

    def is_announced(self, weeks: int, now: datetime.datetime | None = None) -> bool:
        """True as long as the top of the page tells of it."""
        is_recent = (now or timezone.now()) - self.made_at < datetime.timedelta(weeks=weeks)
        return self.kind == NoteKind.CORRECTION and is_recent


def read_notes(page_id: int) -> list[ReaderNote]:
    """The notes of a page, the newest first. One query."""
    rows = shown_earlier(list(ChangeNote.objects.filter(page_id=page_id).without_earlier_text()))
    return [
        ReaderNote(row.pk, row.kind, row.text, row.made_at, row.earlier_from, row.shows_earlier) for row in rows
    ]  # fmt: skip


def notes_for_readers(page: Page) -> list[ReaderNote]:
    """The notes of a page. No query of their own on a clinical page, whose standing keeps them."""
    standing = page.standing if isinstance(page, MedicallyReviewedMixin) and page.pk else None
    if standing is not None and standing.pk:
        return [ReaderNote.of_kept(kept) for kept in standing.notes]
    return read_notes(page.alias_of_id or page.pk) if page.pk else []
