"""What readers read before a page was changed."""

from django.http import Http404
from django.views.decorators.http import require_safe

from clinicsite.review.earlier_texts import shown_earlier
from clinicsite.review.models import ChangeNote
from clinicsite.review.views.reading_copy import ReadingCopy, public_page, reading_copy


@require_safe
def earlier_version(request, page_id: int, note_id: int):
    """The text a note points at, marked as an earlier version. Only what was public, and only while the page is."""
    page = public_page(request, page_id)
    # Whoever edits an alias edits its source, where the notes are.
    key = page and (page.alias_of_id or page.pk)
    note = ChangeNote.objects.filter(pk=note_id, page_id=key).first() if page else None
    if note is None or not is_shown(note):
        raise Http404
    earlier = page.with_content_json(note.earlier_content)
    copy = ReadingCopy(mark="earlier", top="review/earlier_version.html", values={"note": note, "current": page})
    return reading_copy(request, earlier, copy)


def is_shown(note: ChangeNote) -> bool:
    """True where the latest note on the same earlier text lets readers read it: a later one can take it back."""
    same = ChangeNote.objects.filter(page_id=note.page_id, earlier_key=note.earlier_key).without_earlier_text()
    return next(row.shows_earlier for row in shown_earlier(list(same)) if row.pk == note.pk)
