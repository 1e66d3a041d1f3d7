"""The file of weights, and what a damaged one does."""

import pytest

from clinicsite.review.claims.model import WEIGHTS, WeightsError, shipped_model, unpack

LARGEST_FILE = 1_000_000


def test_weights_are_small():
    assert WEIGHTS.stat().st_size < LARGEST_FILE


def test_promotion_scores_higher_than_information():
    model = shipped_model()
    assert model.score("an amazing solution that really works for you") > model.score("the nurse checks your pulse")


def test_word_that_no_sentence_taught_still_counts():
    assert shipped_model().meanings


@pytest.mark.parametrize("packed", [b"", b"CLAIMS1\n", WEIGHTS.read_bytes()[:-100], WEIGHTS.read_bytes()[:40]])
def test_damaged_file_is_named(packed):
    with pytest.raises(WeightsError):
        unpack(packed)
