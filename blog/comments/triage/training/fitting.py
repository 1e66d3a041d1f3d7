"""Fitting both models: logistic regressions, each label against the rest, and thresholds on what they had not seen."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import issparse, vstack
from sklearn.linear_model import LogisticRegression

from blog.comments.triage.encoder import WIDTH
from blog.comments.triage.labels import CRISIS, CRISIS_SOFT, SCORED, SENDER_TELLS
from blog.comments.triage.meaning import SHARE
from blog.comments.triage.training.rows import FOLDS, Rows

WORD_STRENGTH = 8.0
# The vectors are centred and stretched to about length one before they are fitted.
MEANING_STRENGTH, MEANING_SCALE = 10.0, 1.5
# What the encoder thinks of texts that nobody labelled teaches the words; less than this share of doubt is none.
LEAST_DOUBT = 0.03
# Where a pattern alone decides, the logit counts as this much higher.
SETTLED_POINTS = 10.0
# How many ordinary comments of an everyday mixture, unseen in training, may get a label.
FALSE_ALARMS = {
    "spam": 0.008, "drug_sale": 0.005, "crisis": 0.02, "emergency": 0.008, "pii": 0.005, "adverse_event": 0.01,
    "medical_advice": 0.01, "abuse": 0.008, CRISIS_SOFT: 0.05,
}  # fmt: skip


@dataclass
class Fit:
    """Weights and biases, a column a label."""

    weights: np.ndarray
    biases: np.ndarray


@dataclass
class Unseen:
    """Logits of every row by models that had not seen it."""

    words: np.ndarray
    both: np.ndarray


def fit_all(rows: Rows, chosen: np.ndarray) -> tuple[Fit, Fit]:
    """The model of words and the heads, from the chosen rows; the first learns from the second where labels lack."""
    words, heads = [], []
    centre = rows.meanings[chosen & rows.meant].mean(axis=0)
    vectors = (rows.meanings - centre) * MEANING_SCALE
    for label in SCORED:
        known, holds = rows.known(label) & chosen, rows.holds(label)
        width = vectors.shape[1] if label in SENDER_TELLS else WIDTH
        meant = known & rows.meant
        head = _fit(vectors[meant, :width], holds[meant], rows.weight[meant], MEANING_STRENGTH)
        head = (np.pad(head[0], (0, vectors.shape[1] - width)), head[1])
        doubt = chosen & ~rows.known(label) & rows.meant
        opinion = vectors[doubt] @ head[0] + head[1]
        opinion += rows.points[label][doubt] / 2 + SETTLED_POINTS * rows.settled[label][doubt]
        words.append(_fit_with_doubt(rows, known, holds, doubt, opinion))
        direction = head[0] * MEANING_SCALE
        heads.append((direction, head[1] - float(centre @ direction)))
    return _joined(words), _joined(heads)


def unseen_logits(rows: Rows) -> Unseen:
    """Every fold judged by models of the other folds. Comments of one template or source share a fold."""
    shape = (len(rows.examples), len(SCORED))
    found = Unseen(np.zeros(shape), np.zeros(shape))
    extra = np.stack([rows.points[label] + SETTLED_POINTS * rows.settled[label] for label in SCORED], axis=1)
    for part in range(FOLDS):
        here = rows.fold == part
        words, heads = fit_all(rows, ~here)
        found.words[here] = rows.words[here] @ words.weights + words.biases + extra[here]
        found.both[here] = found.words[here] + SHARE * (rows.meanings[here] @ heads.weights + heads.biases)
        print(f"fold {part + 1} of {FOLDS}", flush=True)
    return found


def thresholds(rows: Rows, logits: np.ndarray) -> dict[str, float]:
    """From which logit on a label is given; prints what that catches among everyday comments."""
    logits = loudest_windows(rows, logits)
    written = np.array([example.is_everyday for example in rows.examples])
    ham = written & np.array([not example.labels for example in rows.examples])
    found = {}
    for place, label in enumerate(SCORED):
        for name in (label, CRISIS_SOFT) if label == CRISIS else (label,):
            edge = float(np.quantile(logits[ham, place], 1 - FALSE_ALARMS[name]))
            found[name] = round(edge, 3)
            caught = logits[written & rows.holds(label), place] >= edge
            print(f"{name:15} from {edge:7.2f}  caught {caught.mean():.3f} of {len(caught)}", flush=True)
    return found


def loudest_windows(rows: Rows, logits: np.ndarray) -> np.ndarray:
    """The logits, where a long comment's windows are known with those of its loudest window, as judging has it."""
    apart: dict[str, list[int]] = {}
    for row, example in enumerate(rows.examples):
        if example.source.startswith("window "):
            apart.setdefault(example.group, []).append(row)
    heard = logits.copy()
    for row, example in enumerate(rows.examples):
        if example.is_written and example.group in apart:
            heard[row] = logits[apart[example.group]].max(axis=0)
    return heard


def quantised(fit: Fit, most: int, pruned: float = 0.0) -> tuple[bytes, list[float]]:
    """One byte a weight, bucket by bucket. The very largest are cut, so that the rest keeps its steps."""
    scales, columns = [], []
    for column in fit.weights.T:
        largest = float(np.quantile(np.abs(column[column != 0]), 0.9995))
        scale = largest / most
        kept = np.where(np.abs(column) < pruned * largest, 0.0, column)
        columns.append(np.clip(np.round(kept / scale), -127, 127).astype(np.int8))
        scales.append(scale)
    return np.stack(columns, axis=1).tobytes(), scales


def _fit_with_doubt(rows: Rows, known, holds, doubt, opinion) -> tuple[np.ndarray, float]:
    """Unlabelled rows count as both, each by as much as the opinion says."""
    share = 1 / (1 + np.exp(-np.clip(opinion, -30, 30)))
    perhaps = share > LEAST_DOUBT
    unlabelled = rows.words[doubt]
    features = vstack([rows.words[known], unlabelled, unlabelled[perhaps]]).tocsr()
    truth = np.concatenate([holds[known], np.zeros(len(share), bool), np.ones(int(perhaps.sum()), bool)])
    weight = rows.weight[doubt]
    weights = np.concatenate([rows.weight[known], weight * (1 - share), (weight * share)[perhaps]])
    return _fit(features, truth, weights, WORD_STRENGTH)


def _fit(features, holds, weights, strength: float) -> tuple[np.ndarray, float]:
    features = features if issparse(features) else np.ascontiguousarray(features)
    fitted = LogisticRegression(C=strength, max_iter=300, tol=1e-3).fit(features, holds, sample_weight=weights)
    return fitted.coef_[0], float(fitted.intercept_[0])


def _joined(columns: list[tuple[np.ndarray, float]]) -> Fit:
    return Fit(
        np.stack([weights for weights, _bias in columns], axis=1), np.array([bias for _weights, bias in columns])
    )
