"""The training set as numbers: features of words, vectors of meaning, what the patterns found, and folds."""

import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack

from blog.comments.triage import features, model
from blog.comments.triage.encoder import WIDTH, Encoder
from blog.comments.triage.judge import MOST_POINTS
from blog.comments.triage.labels import SCORED
from blog.comments.triage.meaning import MOST_PIECES
from blog.comments.triage.normal_form import normal_form, shadow
from blog.comments.triage.patterns import AUTHOR, TEXT, URL, hits, shipped_patterns
from blog.comments.triage.training.corpus import Example
from blog.comments.triage.training.word_vectors import Language, language_of

FOLDS = 3
BATCH = 32


@dataclass(frozen=True)
class Rows:
    """A row an example. `points` are the patterns' hints, `settled` where a pattern alone decides.

    The columns of `words` are the features, and after them what `language` knows of the words among these. Encoding is
    dear, and made-up texts teach the heads little: only where `meant` are `meanings`, `points` and `settled` filled in.
    """

    examples: list[Example]
    words: csr_matrix
    language: Language
    meanings: np.ndarray
    points: dict[str, np.ndarray]
    settled: dict[str, np.ndarray]
    fold: np.ndarray
    meant: np.ndarray

    def known(self, label: str) -> np.ndarray:
        """Where it is known whether a label holds."""
        return np.array([label in example.known for example in self.examples])

    def holds(self, label: str) -> np.ndarray:
        """Where a label holds."""
        return np.array([label in example.labels for example in self.examples])

    @property
    def weight(self) -> np.ndarray:
        """How much each example counts."""
        return np.array([example.weight for example in self.examples])


def rows_of(examples: list[Example], encoder: Encoder, cache: Path) -> Rows:
    """Everything that is known of the examples, as numbers."""
    places, values, starts, texts, senders = [], [], [0], [], []
    points = {label: np.zeros(len(examples)) for label in SCORED}
    settled = {label: np.zeros(len(examples), dtype=bool) for label in SCORED}
    for row, example in enumerate(examples):
        plain = normal_form(example.text)
        low = shadow(plain).text
        name, link = shadow(normal_form(example.author)).text, normal_form(example.url).text
        context = model.context_of(plain, low, name, link)
        entries: dict[int, float] = {}
        for share, buckets in model.blocks(features.words_of(low), context):
            for bucket in buckets:
                entries[bucket] = entries.get(bucket, 0.0) + share / len(buckets) ** 0.5
        senders.append(features.sender_text(name, link))
        places += entries.keys()
        values += entries.values()
        starts.append(len(places))
        texts.append(low)
        if example.stands_for_itself:
            _note_hits(example, row, points, settled)
    for label in SCORED:
        np.clip(points[label], -MOST_POINTS, MOST_POINTS, out=points[label])
    shape = (len(examples), features.BUCKETS)
    words = csr_matrix((np.array(values, np.float32), np.array(places, np.int32), np.array(starts)), shape=shape)
    fold = np.array([zlib.crc32(example.group.encode()) % FOLDS for example in examples])
    meant = np.array([each.stands_for_itself for each in examples])
    senders = [sender if used else "" for sender, used in zip(senders, meant, strict=True)]
    texts = [text if used else "" for text, used in zip(texts, meant, strict=True)]
    meanings = meanings_of(texts + senders, encoder, cache)
    of_senders = meanings[len(texts) :] * np.array([bool(sender) for sender in senders])[:, None]
    language = language_of(examples, words, encoder, cache.with_suffix(".pieces.npy"))
    words = hstack([words, language.columns(words)]).tocsr()
    return Rows(
        examples, words, language, np.hstack([meanings[: len(texts)], of_senders]), points, settled, fold, meant
    )


def meanings_of(texts: list[str], encoder: Encoder, cache: Path) -> np.ndarray:
    """The encoder's rows, kept in a file between trainings: encoding is what takes the time."""
    kept = dict(zip(*_read(cache), strict=True)) if cache.exists() else {}
    keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24] for text in texts]
    missing = sorted({key: text for key, text in zip(keys, texts, strict=True) if key not in kept}.items(), key=_length)
    for start in range(0, len(missing), BATCH):
        part = missing[start : start + BATCH]
        rows = encoder.encode([text for _key, text in part], MOST_PIECES).astype(np.float16)
        kept.update(zip([key for key, _text in part], rows, strict=True))
        if start % (BATCH * 100) == 0:
            print(f"encoded {start} of {len(missing)}", flush=True)
    if missing:
        np.savez(cache, keys=np.array(list(kept)), rows=np.stack(list(kept.values())))
    rows = np.empty((len(keys), WIDTH), dtype=np.float32)
    for place, key in enumerate(keys):
        rows[place] = kept[key]
    return rows


def _note_hits(example: Example, row: int, points: dict[str, np.ndarray], settled: dict[str, np.ndarray]) -> None:
    """The patterns' hints and verdicts, as judging counts them."""
    seen = set()
    for field, text in ((TEXT, example.text), (AUTHOR, example.author), (URL, example.url)):
        plain = normal_form(text)
        for hit in hits(shipped_patterns(), field, plain, shadow(plain)) if text else ():
            pattern = hit.pattern
            if pattern.label not in points or pattern.id in seen:
                continue
            seen.add(pattern.id)
            if pattern.points is None:
                settled[pattern.label][row] = True
            else:
                points[pattern.label][row] += pattern.points


def _read(cache: Path) -> tuple[list[str], np.ndarray]:
    with np.load(cache) as kept:
        return kept["keys"].tolist(), kept["rows"]


def _length(pair: tuple[str, str]) -> tuple[int, str]:
    return len(pair[1]), pair[0]
