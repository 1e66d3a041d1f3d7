import pytest

from blog.comments.triage import features
from blog.comments.triage.labels import CRISIS, CRISIS_SOFT, SCORED
from blog.comments.triage.model import MAGIC, WeightsError, pack, probability, shipped_model, unpack


def packed(**changes) -> bytes:
    parts = {
        "labels": SCORED,
        "biases": [0.0] * len(SCORED),
        "scales": [0.1] * len(SCORED),
        "thresholds": dict.fromkeys([*SCORED, CRISIS_SOFT], 0.0),
        "weights": bytes(features.BUCKETS * len(SCORED)),
        "version": "test",
    }
    return pack(**{**parts, **changes})


def test_what_was_packed_is_read_again():
    assert unpack(packed()).version == "test"


@pytest.mark.parametrize("damaged", [b"", b"nonsense", MAGIC, MAGIC + b"\xff\xff\xff\xff{}", packed()[:-20]])
def test_damaged_file_is_refused(damaged):
    with pytest.raises(WeightsError):
        unpack(damaged)


def test_file_with_too_few_weights_is_refused():
    with pytest.raises(WeightsError, match="incomplete"):
        unpack(packed(weights=b"\0" * 8))


def test_file_for_other_features_is_refused(monkeypatch):
    old = packed()
    monkeypatch.setattr(features, "FEATURES_VERSION", features.FEATURES_VERSION + 1)
    with pytest.raises(WeightsError, match="other features"):
        unpack(old)


def test_shipped_model_scores_every_label():
    assert shipped_model().labels == SCORED


def test_low_mood_is_a_wider_net_than_crisis():
    thresholds = shipped_model().thresholds
    assert thresholds[CRISIS_SOFT] < thresholds[CRISIS]


def test_probability_of_an_extreme_score_is_no_trouble():
    assert (probability(-1e9), probability(1e9)) == (0.0, pytest.approx(1.0))
