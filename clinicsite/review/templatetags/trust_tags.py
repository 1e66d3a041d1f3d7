"""What a page says of its own making: corrections, changes, method, and where to report an error."""

from django import template

from clinicsite.core.templatetags.core_tags import site_setting
from clinicsite.review.models import TrustSettings
from clinicsite.review.reader_notes import ReaderNote, notes_for_readers

register = template.Library()


@register.inclusion_tag("review/includes/corrections.html", takes_context=True)
def corrections(context, page):
    """What was wrong on a page, for some weeks above its text. Read once, with the list at its foot."""
    weeks = site_setting(context, TrustSettings).correction_weeks
    return {"page": page, "notes": [note for note in notes_of(page) if note.is_announced(weeks)]}


@register.inclusion_tag("review/includes/changes.html", takes_context=True)
def changes(context, page):
    """Every correction and change of a page, the newest first, and the way to report an error."""
    is_public = page.pk and page.live and not getattr(context.get("request"), "reading_copy", None)
    return {"page": page, "notes": notes_of(page), "can_report": is_public}


@register.simple_tag(takes_context=True)
def trust_settings(context) -> TrustSettings:
    """What the site says of method and artificial intelligence. No query: the settings were read together."""
    return site_setting(context, TrustSettings)


def notes_of(page) -> list[ReaderNote]:
    """The notes of a page, the newest first. Read once a page."""
    if not hasattr(page, "_reader_notes"):
        page._reader_notes = notes_for_readers(page)
    return page._reader_notes
