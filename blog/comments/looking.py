"""The judge of comments, for the other places where readers type."""

from blog.comments.judging import judge_comment
from blog.comments.notes import notes_on
from blog.comments.triage.labels import PII
from clinicsite.core.reader_text import Look

# Whatever is longer is refused for its length; its beginning tells enough about danger.
LONGEST_JUDGED = 6000


def look_at_reader_text(text: str) -> Look:
    """Whether somebody may be in danger, and which words may tell who somebody is."""
    judgement = judge_comment(text[:LONGEST_JUDGED]).judgement
    notes = notes_on(judgement)
    return Look(judgement.shows_help, next((note.words for note in notes if note.label == PII), ()))
