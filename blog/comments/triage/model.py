"""The small trained model: one linear score a label over hashed features, read from a file of one byte a weight."""

import json
import math
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from blog.comments.triage import features
from blog.comments.triage.features import Window
from blog.comments.triage.normal_form import FoldedText

WEIGHTS = Path(__file__).with_name("weights.bin")
MAGIC = b"TRIAGE1\n"


class WeightsError(ValueError):
    """The file of weights is damaged, or made for other features than this program's."""


@dataclass(frozen=True)
class Context:
    """Feature places that every window of one comment shares: those of the author, the link and the whole."""

    author: tuple[int, ...]
    link: tuple[int, ...]
    facts: tuple[int, ...]


@dataclass(frozen=True)
class LinearModel:
    """Weights in one byte each: bucket by bucket, a byte a label; `scales` give them back their size.

    `thresholds` say from which logit on a label is given; `crisis_soft` has one on the logit of `crisis`.
    """

    labels: tuple[str, ...]
    biases: tuple[float, ...]
    scales: tuple[float, ...]
    thresholds: dict[str, float]
    weights: memoryview
    version: str

    def logits(self, window: Window, context: Context) -> list[float]:
        """The score of each label for a window, before it is bent into 0..1."""
        totals = list(self.biases)
        for share, buckets in blocks(window, context):
            if buckets:
                weight = share / math.sqrt(len(buckets))
                for place, total in enumerate(self._sums(buckets)):
                    totals[place] += weight * total * self.scales[place]
        return totals

    def word_weights(self, window: Window, label: str) -> list[float]:
        """How much each word of a window speaks for a label: its own weight, its letters' and half of its pairs'."""
        column = self.labels.index(label)
        size = len(self.labels)
        own = [0.0] * len(window.words)
        letters = max(1, sum(len(features.letter_buckets(word)) for word in set(window.words)))
        spread = features.LETTER_SHARE / math.sqrt(letters)
        for place, word in enumerate(window.words):
            own[place] += self.weights[features.bucket("w:" + word) * size + column]
            own[place] += spread * sum(self.weights[each * size + column] for each in features.letter_buckets(word))
            if place + 1 < len(window.words):
                pair = self.weights[features.bucket(f"p:{word} {window.words[place + 1]}") * size + column]
                own[place] += pair / 2
                own[place + 1] += pair / 2
        return own

    def _sums(self, buckets: Iterable[int]) -> list[int]:
        size = len(self.labels)
        weights = self.weights
        columns = [0] * size
        for each in buckets:
            start = each * size
            row = weights[start : start + size]
            for place, value in enumerate(row):
                if value:
                    columns[place] += value
        return columns


def context_of(plain: FoldedText, low: str, author: str, url: str) -> Context:
    """What all windows of a comment share."""
    return Context(
        author=_buckets(features.author_names(author)) if author else (),
        link=_buckets(features.link_names(url)) if url else (),
        facts=_buckets(features.facts(plain, low, author, url)),
    )


def blocks(window: Window, context: Context) -> list[tuple[float, tuple[int, ...]]]:
    """The blocks of features of a window, each with its share; training and judging both read them here."""
    letters = {each for word in set(window.words) for each in features.letter_buckets(word)}
    return [
        (features.WORD_SHARE, _buckets(features.word_names(window.words))),
        (features.LETTER_SHARE, tuple(letters)),
        (features.AUTHOR_SHARE, context.author),
        (features.LINK_SHARE, context.link),
        (features.FACT_SHARE, context.facts),
    ]


def probability(logit: float) -> float:
    """A score bent into 0..1."""
    if logit < -30:
        return 0.0
    return 1.0 / (1.0 + math.exp(-min(logit, 30.0)))


def pack(labels, biases, scales, thresholds: dict[str, float], weights: bytes, version: str) -> bytes:
    """The file that `unpack` reads."""
    header = {
        "labels": list(labels),
        "biases": [round(each, 6) for each in biases],
        "scales": [round(each, 9) for each in scales],
        "thresholds": thresholds,
        "features": features.FEATURES_VERSION,
        "bits": features.BUCKET_BITS,
        "version": version,
    }
    body = json.dumps(header).encode()
    return MAGIC + struct.pack("<I", len(body)) + body + zlib.compress(weights, 9)


def unpack(packed: bytes) -> LinearModel:
    """The model of a file's content. Raises WeightsError."""
    try:
        if packed[: len(MAGIC)] != MAGIC:
            raise WeightsError("This is no file of triage weights.")
        (size,) = struct.unpack_from("<I", packed, len(MAGIC))
        start = len(MAGIC) + 4
        header = json.loads(packed[start : start + size])
        weights = zlib.decompress(packed[start + size :])
    except (struct.error, zlib.error, ValueError) as error:
        raise WeightsError(f"The triage weights cannot be read: {error}") from error
    if header["features"] != features.FEATURES_VERSION or header["bits"] != features.BUCKET_BITS:
        raise WeightsError("The triage weights were trained for other features. Train them again: docs/triage.md.")
    if len(weights) != features.BUCKETS * len(header["labels"]):
        raise WeightsError("The triage weights are incomplete.")
    return LinearModel(
        labels=tuple(header["labels"]),
        biases=tuple(header["biases"]),
        scales=tuple(header["scales"]),
        thresholds=header["thresholds"],
        weights=memoryview(weights).cast("b"),
        version=header["version"],
    )


@cache
def shipped_model() -> LinearModel:
    """The model in the package, read once a process."""
    return unpack(WEIGHTS.read_bytes())


def _buckets(names: Iterable[str]) -> tuple[int, ...]:
    return tuple({features.bucket(name) for name in names})
