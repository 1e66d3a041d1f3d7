"""Where sentences end."""

import pytest

from clinicsite.review.claims.sentences import sentences_of


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("Dr. Okafor reviews it.", 1),
        ("Pain fell by 2.1 points.", 1),
        ("Use e.g. a diary.", 1),
        ("It faded by week 12 [8]. It came back.", 2),
        ("It faded.[8] It came back.", 2),
        ("A heading\nA line", 2),
        ("At 8 a.m. and at noon.", 1),
        ("Really?! Yes.", 2),
        ("The answer is no. We stop.", 2),
        ("", 0),
    ],
)
def test_text_is_cut_into_sentences(text, count):
    assert len(sentences_of(text)) == count


def test_sentence_knows_its_place():
    text = "One.  Two is longer."
    assert [text[sentence.start : sentence.end] for sentence in sentences_of(text)] == ["One.", "Two is longer."]


def test_question_is_known_behind_a_citation():
    assert sentences_of("Does it help? [8]")[0].is_question


def test_endless_sentence_is_cut():
    assert len(sentences_of("word " * 400)) > 1
