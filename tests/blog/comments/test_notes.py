import pytest

from blog.comments.notes import NOTED, Note, notes_on, seen_token, unseen
from blog.comments.triage import Judgement, Reason
from blog.comments.triage.labels import CRISIS, CRISIS_SOFT, EMERGENCY, LABELS, MEDICAL_ADVICE, PII, SPAM, lane_of

TEXT = "Call me on (503) 555-0134."


def judged(*labels, words=()):
    reasons = tuple(Reason(label, word, "text", 0, 0, "pattern", "phone") for label, word in words)
    return Judgement(labels=labels, lane=lane_of(labels), spam_score=0.0, reasons=reasons)


def test_ordinary_text_gets_no_note():
    assert notes_on(judged()) == ()


@pytest.mark.parametrize("label", NOTED)
def test_note_says_what_and_why(label):
    (note,) = notes_on(judged(label))
    assert note.title
    assert note.sentence.endswith(".")


@pytest.mark.parametrize("label", sorted(set(LABELS) - set(NOTED)))
def test_other_labels_get_no_note(label):
    assert notes_on(judged(label)) == ()


@pytest.mark.parametrize("danger", [CRISIS, EMERGENCY, CRISIS_SOFT])
def test_nothing_stands_in_the_way_of_somebody_in_danger(danger):
    assert notes_on(judged(danger, PII, MEDICAL_ADVICE)) == ()


def test_words_are_quoted_once_and_the_longest_only():
    words = [(PII, "(503) 555-0134"), (PII, "Call me on (503) 555-0134"), (PII, "jo@example.org"), (SPAM, "casino")]
    (note,) = notes_on(judged(PII, SPAM, words=words))
    assert note.words == ("Call me on (503) 555-0134", "jo@example.org")


def test_no_note_blames_anybody():
    words = " ".join(Note(label).title + Note(label).sentence for label in NOTED).lower()
    assert not any(blame in words for blame in ("must not", "forbidden", "violat", "wrong", "!", "please note"))


def test_notes_that_were_shown_for_this_text_are_not_shown_again():
    notes = notes_on(judged(PII, MEDICAL_ADVICE))
    assert unseen(notes, seen_token(TEXT, notes), TEXT) == ()


def test_changed_text_shows_its_notes_again():
    notes = notes_on(judged(PII))
    assert unseen(notes, seen_token(TEXT, notes), TEXT + " Or write.") == notes


def test_note_that_was_not_among_those_shown_is_shown():
    shown = notes_on(judged(PII))
    notes = notes_on(judged(PII, MEDICAL_ADVICE))
    assert [note.label for note in unseen(notes, seen_token(TEXT, shown), TEXT)] == [MEDICAL_ADVICE]


@pytest.mark.parametrize("token", ["", "pii", "pii:", "pii:forged", ":", "pii,medical_advice:\ufffd"])
def test_forged_token_hides_no_note(token):
    notes = notes_on(judged(PII))
    assert unseen(notes, token, TEXT) == notes
