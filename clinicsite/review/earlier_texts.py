"""Which texts of a page the public has read, by Wagtail's log of publications."""

import datetime
from dataclasses import dataclass

from wagtail.models import Page, PageLogEntry, Revision

PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")
MOST = 50


@dataclass(frozen=True)
class PublicText:
    """A revision with the moment from which the public could read it."""

    revision: Revision
    public_from: datetime.datetime
    is_live: bool


def public_texts(page: Page) -> list[PublicText]:
    """What the public has read of a page and what is still kept, the newest first. One query.

    A revision that was written over after its publication is left out: what it says now was perhaps never public.
    """
    entries = (
        PageLogEntry.objects.filter(page=page.pk, action__in=PUBLISHED, revision__isnull=False)
        .select_related("revision")
        .order_by("-timestamp")
    )
    found: dict[int, PublicText] = {}
    for entry in entries[:MOST]:
        if entry.revision.created_at <= entry.timestamp:
            is_live = page.live and entry.revision_id == page.live_revision_id
            # The first publication of a revision counts; the list runs backwards.
            found[entry.revision_id] = PublicText(entry.revision, entry.timestamp, is_live)
    return list(found.values())


def public_text(page: Page, revision_id: int | None) -> PublicText | None:
    """One of them."""
    return next((text for text in public_texts(page) if text.revision.pk == revision_id), None)


def shown_earlier(notes: list) -> list:
    """The notes of one page, the newest first, each with `shows_earlier`.

    The latest note on an earlier text says whether readers may read it, so that a later one can take it back.
    """
    latest: dict[int, bool] = {}
    for note in notes:
        latest.setdefault(note.earlier_key, note.is_earlier_shown)
        note.shows_earlier = bool(note.is_earlier_shown and latest[note.earlier_key])
    return notes
