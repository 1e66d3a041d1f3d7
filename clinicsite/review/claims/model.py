"""The small trained model: a linear score over a sentence, read from a file of one byte a weight.

It also knows the direction of many thousand English words, and which of them are alike, from what they mean to a
language model, so that a word that no training sentence held still counts.
"""

import json
import math
import struct
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from clinicsite.review.claims import features

WEIGHTS = Path(__file__).with_name("weights.bin")
MAGIC = b"CLAIMS2\n"
HEAVY_WORDS = 3


class WeightsError(ValueError):
    """The file of weights is damaged, or made for other features than this program's."""


@dataclass(frozen=True)
class Reading:
    """What the model thinks of a sentence."""

    score: float
    is_promotional: bool
    heaviest_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class LinearModel:
    """Weights in one byte each. A sentence whose score reaches `threshold` is promotional."""

    version: str
    bias: float
    scale: float
    threshold: float
    weights: memoryview
    meaning_scale: float
    meanings: dict[str, int]
    classes: dict[str, int]

    def read(self, sentence: str, *, has_note: bool = False) -> Reading:
        """The score of a lower-case sentence, and the words that raised it most where it is promotional."""
        score = self.score(sentence, has_note=has_note)
        if score < self.threshold:
            return Reading(score, False)
        return Reading(score, True, self._heaviest(sentence))

    def score(self, sentence: str, *, has_note: bool = False) -> float:
        """The sum of all weights; blocks are divided by the root of their size, so that length says nothing."""
        total = self.bias + self._meaning(features.words_of(sentence))
        for share, buckets in features.blocks(sentence, self.classes, has_note=has_note):
            if buckets:
                total += share * self.scale * sum(self.weights[each] for each in buckets) / math.sqrt(len(buckets))
        return total

    def _meaning(self, words: list[str]) -> float:
        known = [self.meanings[word] for word in words if word in self.meanings]
        return self.meaning_scale * sum(known) / len(known) if known else 0.0

    def _heaviest(self, sentence: str) -> tuple[str, ...]:
        """The words without which the score would be lowest."""
        words = features.words_of(sentence)
        spread = self.scale * features.LETTER_SHARE / math.sqrt(max(1, 6 * len(words)))
        near = self.scale * features.WORD_SHARE / math.sqrt(max(1, 4 * len(words)))
        own: dict[str, float] = {}
        for place, word in enumerate(words):
            if len(word) < 3:
                continue
            value = near * self.weights[features.bucket("w:" + word)]
            value += spread * sum(self.weights[each] for each in features.letter_buckets(word))
            value += self.meaning_scale * self.meanings.get(word, 0) / len(words)
            for pair in zip(words[max(0, place - 1) : place + 1], words[max(1, place) : place + 2], strict=False):
                value += near * self.weights[features.bucket(f"p:{pair[0]} {pair[1]}")] / 2
            own[word] = max(own.get(word, value), value)
        return tuple(sorted(own, key=lambda word: (-own[word], word))[:HEAVY_WORDS])


def pack(header: dict, weights: bytes, meanings: dict[str, int], classes: dict[str, int]) -> bytes:
    """The file that `unpack` reads: a header, the weights, and for every known word a signed byte and its class."""
    names = sorted(meanings)
    known = {"features": features.FEATURES_VERSION, "bits": features.BUCKET_BITS, "words": len(names)}
    head = json.dumps({**header, **known}, sort_keys=True).encode()
    values = struct.pack(f"{len(names)}b", *(meanings[name] for name in names))
    body = weights + values + bytes(classes[name] for name in names) + "\n".join(names).encode()
    return MAGIC + struct.pack("<I", len(head)) + head + zlib.compress(body, 9)


def unpack(packed: bytes) -> LinearModel:
    """The model of a file's content. Raises WeightsError."""
    try:
        if packed[: len(MAGIC)] != MAGIC:
            raise WeightsError("This is no file of claim weights.")
        (size,) = struct.unpack_from("<I", packed, len(MAGIC))
        start = len(MAGIC) + 4
        header = json.loads(packed[start : start + size])
        body = zlib.decompress(packed[start + size :])
    except (struct.error, zlib.error, ValueError) as error:
        raise WeightsError(f"The claim weights cannot be read: {error}") from error
    if header["features"] != features.FEATURES_VERSION or header["bits"] != features.BUCKET_BITS:
        raise WeightsError("The claim weights were trained for other features. Train them again: docs/claims.md.")
    count = header["words"]
    words = body[features.BUCKETS :]
    values, classes, names = words[:count], words[count : 2 * count], words[2 * count :].decode().split("\n")
    if len(classes) != count or (count and len(names) != count):
        raise WeightsError("The claim weights are incomplete.")
    return LinearModel(
        version=header["version"],
        bias=header["bias"],
        scale=header["scale"],
        threshold=header["threshold"],
        weights=memoryview(body[: features.BUCKETS]).cast("b"),
        meaning_scale=header["meaning_scale"],
        meanings=dict(zip(names, memoryview(values).cast("b"), strict=True)) if count else {},
        classes=dict(zip(names, classes, strict=True)) if count else {},
    )


@cache
def shipped_model() -> LinearModel:
    """The model in the package, read once a process."""
    return unpack(WEIGHTS.read_bytes())
