import pytest

np = pytest.importorskip("numpy")
csr_matrix = pytest.importorskip("scipy.sparse").csr_matrix

from blog.comments.triage import features  # noqa: E402
from blog.comments.triage.training.word_vectors import SENDER_WIDTH, TEXT_WIDTH, Language  # noqa: E402


def test_folded_weights_score_as_the_columns_did():
    chance = np.random.default_rng(1)
    place = features.bucket("w:pain")
    known = csr_matrix((chance.normal(size=TEXT_WIDTH), ([place] * TEXT_WIDTH, range(TEXT_WIDTH))),
                       shape=(features.BUCKETS, TEXT_WIDTH))  # fmt: skip
    language = Language(known, csr_matrix((features.BUCKETS, SENDER_WIDTH)))
    row = csr_matrix(([0.5], ([0], [place])), shape=(1, features.BUCKETS))
    weights = chance.normal(size=(features.BUCKETS + TEXT_WIDTH + SENDER_WIDTH, 2))
    apart = row @ weights[: features.BUCKETS] + language.columns(row) @ weights[features.BUCKETS :]
    assert np.allclose(row @ language.folded(weights), apart, atol=1e-4)
