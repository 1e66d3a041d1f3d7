"""What the encoder knows of single words: columns beside the features, later folded into the weights of the words.

So the model of words has heard of words that no training comment holds, and judging costs nothing more.
"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack

from blog.comments.triage import features
from blog.comments.triage.encoder import DIMENSIONS, LAYERS_READ, Encoder
from blog.comments.triage.normal_form import normal_form, shadow
from blog.comments.triage.training.corpus import Example

# Columns for the words of a text, and for those of its sender.
TEXT_WIDTH, SENDER_WIDTH = 96, 32
# How long these columns are for an average comment; the features are about one.
TEXT_LENGTH, SENDER_LENGTH = 1.5, 1.0
# Words more common than this say little of what a text is about.
COMMON = 1e-3
BATCH = 256

_PLAIN = re.compile(r"[a-z][a-z']{1,23}")


@dataclass(frozen=True)
class Language:
    """A row a bucket: the vector of the commonest word in it, once for texts and once for senders."""

    of_text: csr_matrix
    of_sender: csr_matrix

    def columns(self, words: csr_matrix) -> csr_matrix:
        """What is known of the words of every row."""
        return hstack([words @ self.of_text, words @ self.of_sender]).astype(np.float32)

    def folded(self, weights: np.ndarray) -> np.ndarray:
        """Weights of features and columns as weights of features alone."""
        own, text, sender = np.split(weights, [features.BUCKETS, features.BUCKETS + TEXT_WIDTH])
        return own + self.of_text @ text + self.of_sender @ sender


def language_of(examples: list[Example], words: csr_matrix, encoder: Encoder, cache: Path) -> Language:
    """The vectors of all words of the examples and of the encoder's vocabulary."""
    counts = Counter(word for each in examples for word in set(features.words_of(_low(each.text)).words))
    counts.update(dict.fromkeys(encoder.pieces.places, 0))
    known = sorted((word for word in counts if _PLAIN.fullmatch(word)), key=lambda word: (-counts[word], word))
    pieces = piece_vectors(encoder, cache)
    vectors = np.stack([pieces[encoder.pieces.numbers(word, 12)[1:-1]].mean(axis=0) for word in known])
    vectors = vectors - vectors.mean(axis=0)
    _values, axes = np.linalg.eigh(vectors.T @ vectors)
    total = sum(counts.values())
    rare = np.array([COMMON / (COMMON + counts[word] / total) for word in known], dtype=np.float32)
    vectors = (vectors @ axes[:, ::-1]) * rare[:, None]
    of_text = _by_bucket(known, vectors[:, :TEXT_WIDTH], ("w:",))
    of_sender = _by_bucket(known, vectors[:, :SENDER_WIDTH], ("a:", "u:"))
    return Language(_stretched(of_text, words, TEXT_LENGTH), _stretched(of_sender, words, SENDER_LENGTH))


def piece_vectors(encoder: Encoder, cache: Path) -> np.ndarray:
    """What the encoder makes of each of its word pieces alone: the mean after its last layer."""
    if cache.exists():
        return np.load(cache)
    numbers, first, last = range(len(encoder.pieces.places)), encoder.pieces.first, encoder.pieces.last
    found = []
    for start in range(0, len(numbers), BATCH):
        rows = encoder.encode_numbers([[first, number, last] for number in numbers[start : start + BATCH]])
        found.append(rows[:, DIMENSIONS * (LAYERS_READ - 1) : DIMENSIONS * LAYERS_READ].astype(np.float32))
    np.save(cache, np.concatenate(found))
    return np.concatenate(found)


def _low(text: str) -> str:
    return shadow(normal_form(text)).text


def _by_bucket(known: list[str], vectors: np.ndarray, kinds: tuple[str, ...]) -> csr_matrix:
    """The vectors in the rows of their words' buckets; where two words meet, the commoner one stays."""
    places: dict[int, int] = {}
    for place, word in enumerate(known):
        for kind in kinds:
            places.setdefault(features.bucket(kind + word), place)
    width = vectors.shape[1]
    rows = np.repeat(np.array(list(places)), width)
    columns = np.tile(np.arange(width), len(places))
    return csr_matrix((vectors[list(places.values())].ravel(), (rows, columns)), shape=(features.BUCKETS, width))


def _stretched(vectors: csr_matrix, words: csr_matrix, length: float) -> csr_matrix:
    lengths = np.sqrt(np.asarray((words @ vectors).power(2).sum(axis=1)).ravel())
    return vectors * (length / float(lengths[lengths > 0].mean()))
