"""Trains the model: `python -m clinicsite.review.claims.training.train --words FOLDER`.

Needs numpy, scipy and scikit-learn, which the site does not. FOLDER holds `vocab.txt` and `model.safetensors` of a BERT
model, whose word vectors tell which words mean something like those of the corpus; docs/claims.md says which was used.
"""

import argparse
import json
import math
import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.cluster import MiniBatchKMeans
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from clinicsite.review.claims import check, features, model, shipped_rules
from clinicsite.review.claims.checking import FEWEST_WORDS
from clinicsite.review.claims.kinds import NOTE
from clinicsite.review.claims.normal_form import fold
from clinicsite.review.claims.training.corpus import examples

VERSION = "2.0"
STRENGTH, MEANING_SHARE, CLASSES = 3.0, 4.0, 256
# How many careful sentences the model alone may flag, when it has not seen them.
FALSE_ALARMS = 0.035
STEPS, PRUNED = 127, 0.01
VECTORS = "embeddings.word_embeddings.weight"


def main() -> None:
    """Finds the threshold on sentences left out in turn, trains on all of them, and writes the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, required=True, help="the folder with vocab.txt and model.safetensors")
    names, vectors = word_vectors(parser.parse_args().words)
    rows = examples()
    sentences = [fold(row.text).text.lower() for row in rows]
    truth = np.array([row.is_promotional for row in rows])
    classes = classes_of(names, vectors)
    matrix = matrix_of(sentences, notes_of([row.text for row in rows]), names, vectors, classes)
    unseen = np.zeros(len(rows))
    for seen, left_out in StratifiedKFold(10, shuffle=True, random_state=1).split(matrix, truth):
        unseen[left_out] = fitted(matrix[seen], truth[seen]).decision_function(matrix[left_out])
    is_read = np.array([len(sentence.split()) >= FEWEST_WORDS and "[" not in sentence for sentence in sentences])
    threshold = float(np.quantile(unseen[~truth & is_read], 1 - FALSE_ALARMS))
    print(f"threshold {threshold:.3f}: {(unseen[truth] >= threshold).mean():.3f} of the promotional sentences unseen")
    packed = packed_model(fitted(matrix, truth), threshold, names, vectors, classes)
    model.WEIGHTS.write_bytes(packed)
    print(f"{model.WEIGHTS}: {len(packed)} bytes")


def word_vectors(folder: Path) -> tuple[list[str], np.ndarray]:
    """Plain English words of a BERT vocabulary and their vectors, centred and of length one."""
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    raw = (folder / "model.safetensors").read_bytes()
    (size,) = struct.unpack_from("<Q", raw)
    entry = json.loads(raw[8 : 8 + size])[VECTORS]
    begin, end = entry["data_offsets"]
    table = np.frombuffer(raw[8 + size + begin : 8 + size + end], dtype=np.float32).reshape(entry["shape"])
    places = [place for place, word in enumerate(vocabulary) if word.isascii() and word.isalpha() and len(word) > 1]
    vectors = table[places] - table[places].mean(axis=0)
    return [vocabulary[place] for place in places], vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def classes_of(names: list[str], vectors: np.ndarray) -> dict[str, int]:
    """Words whose vectors lie close together share a class."""
    groups = MiniBatchKMeans(CLASSES, random_state=1, n_init=1, batch_size=4096, max_iter=40).fit_predict(vectors)
    return {name: int(group) for name, group in zip(names, groups, strict=True)}


def notes_of(texts: list[str]) -> list[bool]:
    """Whether a rule leaves a note on the sentence and none flags it: the only ones the model meets with a note."""
    rules = replace(shipped_rules(), uses_model=False)
    found = [check({"text": text}, rules=rules) for text in texts]
    return [bool(each) and all(finding.severity == NOTE for finding in each) for each in found]


def matrix_of(
    sentences: list[str], notes: list[bool], names: list[str], vectors: np.ndarray, classes: dict[str, int]
) -> csr_matrix:
    """A row a sentence: its hashed features, then the mean vector of its words."""
    places = {name: place for place, name in enumerate(names)}
    rows, columns, values = [], [], []
    meanings = np.zeros((len(sentences), vectors.shape[1]))
    for row, (sentence, has_note) in enumerate(zip(sentences, notes, strict=True)):
        for share, buckets in features.blocks(sentence, classes, has_note=has_note):
            rows += [row] * len(buckets)
            columns += buckets
            values += [share / math.sqrt(max(1, len(buckets)))] * len(buckets)
        known = [places[word] for word in features.words_of(sentence) if word in places]
        if known:
            meanings[row] = vectors[known].mean(axis=0) * MEANING_SHARE
    hashed = csr_matrix((values, (rows, columns)), shape=(len(sentences), features.BUCKETS))
    return hstack([hashed, csr_matrix(meanings)]).tocsr()


def fitted(matrix: csr_matrix, truth: np.ndarray) -> LogisticRegression:
    """A logistic regression."""
    return LogisticRegression(C=STRENGTH, solver="liblinear", random_state=1).fit(matrix, truth)


def packed_model(
    fit: LogisticRegression, threshold: float, names: list[str], vectors: np.ndarray, classes: dict[str, int]
) -> bytes:
    """The file of the model: one byte a feature, two a word."""
    weights, direction = fit.coef_[0][: features.BUCKETS], fit.coef_[0][features.BUCKETS :]
    table, scale = _bytes(weights)
    meanings, meaning_scale = _bytes(vectors @ direction * MEANING_SHARE)
    header = {
        "version": VERSION, "bias": round(float(fit.intercept_[0]), 5), "scale": scale,
        "meaning_scale": meaning_scale, "threshold": round(threshold, 4),
    }  # fmt: skip
    known = {name: int(value) for name, value in zip(names, meanings, strict=True)}
    return model.pack(header, table.tobytes(), known, classes)


def _bytes(values: np.ndarray) -> tuple[np.ndarray, float]:
    largest = float(np.abs(values).max())
    kept = np.where(np.abs(values) < PRUNED * largest, 0.0, values)
    return np.round(kept / largest * STEPS).astype(np.int8), round(largest / STEPS, 9)


if __name__ == "__main__":
    main()
