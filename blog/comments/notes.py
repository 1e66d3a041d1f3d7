"""What a writer is told about a text before it is stored: kindly, with the words in question, and with a choice."""

from dataclasses import dataclass

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from blog.comments.triage import Judgement
from blog.comments.triage.labels import DOSING, DRUG_SALE, MEDICAL_ADVICE, MINOR, PII

MOST_WORDS_QUOTED = 6
LONGEST_QUOTE = 80

_TITLES = {
    DRUG_SALE: _("This looks like an offer of medicines, or a search for them"),
    PII: _("This may show who somebody is"),
    MINOR: _("It sounds as if you may be under 18"),
    DOSING: _("This names a dose or a way to take a medicine"),
    MEDICAL_ADVICE: _("This sounds like a question about your own care"),
}
_SENTENCES = {
    DRUG_SALE: _(
        "We do not publish comments that sell, share or look for medicines. If the cost or a prescription is the "
        "problem, a pharmacist or your doctor can tell you what help there is."
    ),
    PII: _(
        "Comments are public, and copies of them can stay on the web. You may want to take such details out. If you "
        "leave them in, a moderator hides them before anybody else can read your comment."
    ),
    MINOR: _(
        "Comments here are for people who are 18 or over, so we cannot publish one by somebody younger. Please talk to "
        "a parent or another adult you trust, or to your doctor. If we have misread this, send it as it is."
    ),
    DOSING: _(
        "What is right for one person can harm another, so we publish no doses and no methods. You can take the amount "
        "out and keep the rest."
    ),
    MEDICAL_ADVICE: _(
        "We cannot give advice about one person in a comment. The doctor, nurse or pharmacist who knows you can. You "
        "can still send it: others may have the same question, and an answer here is always a general one."
    ),
}
NOTED = tuple(_TITLES)


@dataclass(frozen=True)
class Note:
    """One thing to think about before sending. `words` are quoted from the writer's own text."""

    label: str
    words: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is about."""
        return str(_TITLES[self.label])

    @property
    def sentence(self) -> str:
        """Why it matters here, and what the writer can do."""
        return str(_SENTENCES[self.label])


def notes_on(judgement: Judgement) -> tuple[Note, ...]:
    """The notes for a text; none where somebody may be in danger: then nothing stands between them and being heard."""
    if judgement.shows_help:
        return ()
    return tuple(Note(label, _quoted(judgement, label)) for label in NOTED if label in judgement.labels)


def seen_token(text: str, notes) -> str:
    """Says that these notes were shown for this very text."""
    labels = ",".join(note.label for note in notes)
    return f"{labels}:{_signature(labels, text)}" if labels else ""


def unseen(notes, token: str, text: str) -> tuple[Note, ...]:
    """The notes that the writer has not been shown for this text."""
    labels, _colon, signature = token.partition(":")
    if not constant_time_compare(signature, _signature(labels, text)):
        return tuple(notes)
    return tuple(note for note in notes if note.label not in labels.split(","))


def _signature(labels: str, text: str) -> str:
    return salted_hmac("blog.comments.notes", f"{labels}:{text}", algorithm="sha256").hexdigest()[:32]


def _quoted(judgement: Judgement, label: str) -> tuple[str, ...]:
    """The words that made the judge think so, each once; those inside a longer quote are left out."""
    found = []
    for reason in sorted(judgement.reasons, key=lambda reason: -len(reason.words)):
        words = " ".join(reason.words.split())[:LONGEST_QUOTE]
        if reason.label == label and words and not any(words in longer for longer in found):
            found.append(words)
    return tuple(found[:MOST_WORDS_QUOTED])
