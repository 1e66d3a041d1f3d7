"""The second opinion: what a comment means, by an encoder that knows the language, and small heads trained on top.

It is there where requirements-triage.txt is installed; without it everything works with words and patterns alone.
"""

import base64
import json
import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HEADS = Path(__file__).with_name("heads.json")
# Texts the encoder reads at once; a long comment's loudest windows are chosen before.
MOST_TEXTS = 4
MOST_PIECES = 96
# How much the heads' logits count beside those of the words.
SHARE = 0.8

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Meaning:
    """An encoder with a head a label for what the comment says, and another for who it is from.

    `thresholds` hold for the words' and the heads' logits together.
    """

    labels: tuple[str, ...]
    thresholds: dict[str, float]
    version: str
    encoder: object
    weights: object
    biases: object

    def logits(self, texts: list[str], sender: str) -> list[list[float]]:
        """A logit for every label, for each of at most `MOST_TEXTS` texts that one sender wrote."""
        texts = texts[:MOST_TEXTS]
        rows = self.encoder.encode([*texts, sender] if sender else texts, MOST_PIECES)
        width = rows.shape[1]
        logits = rows[: len(texts)] @ self.weights[:width] + self.biases
        if sender:
            logits = logits + rows[-1] @ self.weights[width:]
        return logits.tolist()


@cache
def installed_meaning() -> Meaning | None:
    """The second opinion, or None where the encoder is not installed. Loaded once a process."""
    try:
        from blog.comments.triage import encoder
    except ImportError:
        return None
    try:
        folder = encoder.installed_folder()
        return read_heads(HEADS.read_text(encoding="utf-8"), encoder.Encoder(folder)) if folder else None
    except (OSError, ValueError, KeyError):
        logger.exception("The sentence encoder cannot be used; comments are judged by words and patterns alone.")
        return None


def read_heads(packed: str, encoder) -> Meaning:
    """The heads of a file's content on top of an encoder."""
    import numpy as np

    kept = json.loads(packed)
    steps = np.frombuffer(base64.b64decode(kept["weights"]), dtype=np.int8).reshape(-1, len(kept["labels"]))
    return Meaning(
        labels=tuple(kept["labels"]),
        thresholds=kept["thresholds"],
        version=kept["version"],
        encoder=encoder,
        weights=steps.astype(np.float32) * np.array(kept["scales"], dtype=np.float32),
        biases=np.array(kept["biases"], dtype=np.float32),
    )


def write_heads(labels, thresholds: dict[str, float], version: str, steps: bytes, scales, biases) -> str:
    """The file that `read_heads` reads."""
    kept = {
        "labels": list(labels),
        "thresholds": thresholds,
        "version": version,
        "scales": [round(float(each), 9) for each in scales],
        "biases": [round(float(each), 5) for each in biases],
        "weights": base64.b64encode(steps).decode(),
    }
    return json.dumps(kept, indent=1) + "\n"
