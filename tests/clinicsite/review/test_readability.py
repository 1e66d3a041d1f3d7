"""Reading grade and long sentences."""

import pytest

from clinicsite.review.readability import readability_of, syllables_in


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("pain", 1), ("ketamine", 3), ("medicine", 3), ("people", 2), ("wanted", 2), ("asked", 1), ("area", 3),
        ("causes", 2), ("muscles", 2), ("continuous", 4), ("are", 1), ("scale", 1), ("2,309", 1), ("off-label", 3),
    ],
)  # fmt: skip
def test_syllables_are_counted_by_spelling(word, count):
    assert syllables_in(word) == count


def test_short_words_in_short_sentences_are_easy():
    assert readability_of({"body": "The cat sat on the mat. The dog ran to the park."}).grade < 2


def test_long_words_in_a_long_sentence_are_hard():
    text = (
        "Pharmacological interventions demonstrating heterogeneous methodological characteristics necessitate "
        "comprehensive multidisciplinary evaluation preceding administration."
    )
    assert readability_of({"body": text}).is_hard


def test_too_little_text_has_no_grade():
    assert readability_of({"body": "Risks"}).grade is None


def test_long_sentence_is_named_with_its_place_and_length():
    text = " ".join(["word"] * 26) + ". Short and clear it is."
    (sentence,) = readability_of({"summary": "Only a few words here.", "body.x": text}).long_sentences
    assert (sentence.path, sentence.count) == ("body.x", 26)


def test_sentence_at_the_limit_is_not_long():
    assert readability_of({"body": " ".join(["word"] * 25) + "."}).long_sentences == ()


def test_citations_are_no_words():
    assert readability_of({"body": "It fell by two points [12][13]."}).words == 5


def test_reading_time_is_rounded_up():
    assert readability_of({"body": "word " * 201}).minutes == 2


def test_no_text_is_read_in_a_minute():
    reading = readability_of({})
    assert (reading.words, reading.minutes, reading.grade) == (0, 1, None)
