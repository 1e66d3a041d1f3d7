"""Trains both models: `python -m blog.comments.triage.training.train --encoder FOLDER --public FOLDER`.

Needs numpy, scipy and scikit-learn, which the site does not; docs/triage.md says where the folders come from. Examples,
folds and fits are fixed by `SEED`.
"""

import argparse
from pathlib import Path

import numpy as np

from blog.comments.triage import meaning, model
from blog.comments.triage.encoder import Encoder, installed_folder
from blog.comments.triage.labels import SCORED
from blog.comments.triage.training import fitting
from blog.comments.triage.training.dataset import from_public, made_up, named, written
from blog.comments.triage.training.rows import rows_of

VERSION = "3.0"
SEED = 1
# Weights of words below this share of a label's largest are left out; what remains gets one of so many steps.
PRUNED, WORD_STEPS, HEAD_STEPS = 0.008, 63, 127


def main() -> None:
    """Finds thresholds on comments left out in turn, trains on all of them, and writes both files into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, default=installed_folder(), help="the model folder of the package")
    parser.add_argument("--public", type=Path, required=True, help="the public collections")
    parser.add_argument(
        "--cache", type=Path, default=Path("var/triage-meanings.npz"), help="where encoded texts are kept"
    )
    options = parser.parse_args()
    options.cache.parent.mkdir(parents=True, exist_ok=True)
    examples = named(made_up(SEED) + written(SEED) + from_public(options.public, SEED), SEED)
    print(f"{len(examples)} examples", flush=True)
    rows = rows_of(examples, Encoder(options.encoder), options.cache)
    unseen = fitting.unseen_logits(rows)
    print("words and patterns")
    by_words = fitting.thresholds(rows, unseen.words)
    print("words, patterns and meaning")
    by_both = fitting.thresholds(rows, unseen.both)
    words, heads = fitting.fit_all(rows, np.ones(len(examples), dtype=bool))
    words = fitting.Fit(rows.language.folded(words.weights), words.biases)
    table, scales = fitting.quantised(words, WORD_STEPS, PRUNED)
    packed = model.pack(SCORED, words.biases.tolist(), scales, by_words, table, VERSION)
    model.WEIGHTS.write_bytes(packed)
    table, scales = fitting.quantised(heads, HEAD_STEPS)
    kept = meaning.write_heads(SCORED, by_both, VERSION, table, scales, heads.biases)
    meaning.HEADS.write_text(kept, encoding="utf-8")
    print(f"{model.WEIGHTS}: {len(packed)} bytes, {meaning.HEADS}: {len(kept)} bytes")


if __name__ == "__main__":
    main()
