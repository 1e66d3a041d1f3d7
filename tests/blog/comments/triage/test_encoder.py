"""The encoder itself, where requirements-triage.txt is installed."""

import pytest

np = pytest.importorskip("numpy", reason="needs requirements-triage.txt")

from blog.comments.triage.encoder import DIMENSIONS, WIDTH, Encoder, installed_folder  # noqa: E402

pytestmark = pytest.mark.skipif(installed_folder() is None, reason="needs requirements-triage.txt")


@pytest.fixture(scope="module")
def encoder():
    return Encoder(installed_folder())


def likeness(encoder, first: str, second: str) -> float:
    """As the model's makers measure it: by the mean after the last layer."""
    last = slice(3 * DIMENSIONS, 4 * DIMENSIONS)
    one, other = encoder.encode([first, second])[:, last]
    return float(one @ other)


def test_paraphrase_is_more_alike_than_another_subject(encoder):
    text = "I don't want to be here any more"
    assert likeness(encoder, text, "I want to end my life") > 0.4
    assert likeness(encoder, text, "Thanks for the references") < 0.2


def test_known_pair_has_the_likeness_its_makers_publish(encoder):
    assert likeness(encoder, "That is a happy person", "That is a happy dog") == pytest.approx(0.695, abs=0.01)


def test_company_does_not_change_a_text(encoder):
    alone = encoder.encode(["pain"])
    beside = encoder.encode(["pain", "a much longer text about something else, padded with words"])
    assert np.allclose(alone[0], beside[0], atol=1e-5)


def test_every_text_has_a_row(encoder):
    assert encoder.encode(["a", "", "\ud800", "x" * 5000]).shape == (4, WIDTH)


def test_no_text_gives_a_number_that_is_none(encoder):
    assert np.isfinite(encoder.encode(["", "\u0301" * 500, "\U0001f600" * 500])).all()
