"""Where a text speaks of a drug and of a use."""

import pytest

from clinicsite.review.regulated_uses import meets_anywhere, meets_in_a_sentence, words_pattern

DRUGS, PAIN = "ketamine, Ketalar", "pain, neuropath*"


@pytest.mark.parametrize("text", ["Ketamine for pain.", "KETALAR in neuropathy", "<p>Pain and <b>ketamine</b>.</p>"])
def test_both_in_one_sentence_meet(text):
    assert meets_in_a_sentence(text, DRUGS, PAIN)


@pytest.mark.parametrize(
    "text", ["Ketamine is a drug. Pain is common.", "Esketamine and pain.", "Ketamine is painted blue.", "Pain.", ""]
)
def test_apart_or_within_other_words_they_do_not(text):
    assert not meets_in_a_sentence(text, DRUGS, PAIN)


def test_texts_of_a_page_may_meet_across_sections():
    assert meets_anywhere(["Ketamine at home", "Living with pain"], DRUGS, PAIN)


def test_no_words_match_nothing():
    assert not words_pattern(" , ").search("anything")


def test_signs_of_expressions_are_plain_signs():
    assert not words_pattern("k.tamine").search("ketamine")
