"""Readers of openly licensed collections, laid out as docs/triage.md says; none of them is part of this repository."""

import csv
import hashlib
import random
import re
from collections.abc import Iterator
from pathlib import Path

from blog.comments.triage.labels import (
    ABUSE,
    ADVERSE_EVENT,
    CRISIS,
    DRUG_SALE,
    EMERGENCY,
    EVALUATED,
    MEDICAL_ADVICE,
    PII,
    SPAM,
)  # fmt: skip
from blog.comments.triage.training.corpus import Example, lines

LABELS_BY_HASH = Path(__file__).with_name("cssrs_labels.txt")
ALL = frozenset(EVALUATED)
# Emotions of GoEmotions that leave open whether a sentence is abuse or a crisis.
_OPEN_EMOTIONS = {
    "anger",
    "annoyance",
    "disgust",
    "disappointment",
    "grief",
    "remorse",
    "sadness",
    "fear",
    "disapproval",
}
_HARSH = re.compile(
    r"\b(?:fuck|shit|bitch|idiot|moron|stupid|retard|ass|dumb|kill|die|dead|suicid|scum|trash|hate|drug)", re.I
)


def youtube(folder: Path, files: list[str]) -> Iterator[Example]:
    """YouTube Spam Collection (Alberto and others, 2015; CC BY 4.0): comments with author names."""
    for name in files:
        with (folder / name).open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.DictReader(handle):
                labels = frozenset({SPAM}) if row["CLASS"] == "1" else frozenset()
                known = frozenset({SPAM, DRUG_SALE, CRISIS, EMERGENCY, MEDICAL_ADVICE, ADVERSE_EVENT})
                text = row["CONTENT"].replace("\ufeff", "").strip()
                yield Example(text, row["AUTHOR"], "", labels, known, f"youtube:{name}")


def sms(folder: Path) -> Iterator[Example]:
    """SMS Spam Collection (Almeida and others, 2011; CC BY 4.0)."""
    for line in (folder / "SMSSpamCollection").read_text(encoding="utf-8", errors="replace").splitlines():
        kind, _, text = line.partition("\t")
        known = frozenset({SPAM, CRISIS, EMERGENCY, ADVERSE_EVENT, DRUG_SALE})
        yield Example(text, "", "", frozenset({SPAM}) if kind == "spam" else frozenset(), known, "sms", 0.5)


def go_emotions(folder: Path, part: str = "train") -> Iterator[Example]:
    """GoEmotions (Demszky and others, 2020; Apache 2.0): short remarks, none of them spam."""
    names = (folder / "labels.txt").read_text(encoding="utf-8").split()
    for line in (folder / f"{part}.tsv").read_text(encoding="utf-8").splitlines():
        text, numbers, _identity = line.split("\t")
        emotions = {names[int(number)] for number in numbers.split(",")}
        known = ALL - {PII}
        if emotions & _OPEN_EMOTIONS or _HARSH.search(text):
            known -= {ABUSE, CRISIS, EMERGENCY, DRUG_SALE}
        yield Example(text, "", "", frozenset(), known, "goemotions", 0.5)


def psytar(folder: Path) -> Iterator[Example]:
    """PsyTAR (Zolnoori and others, 2019; CC BY 4.0): sentences of patients on medicines for the mind."""
    with (folder / "psytar_binary.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            harmed = row["ADR"] == "1" or row["WD"] == "1"
            known = frozenset({SPAM, DRUG_SALE, ABUSE, PII, ADVERSE_EVENT})
            if not harmed and row["SSI"] == "1":
                known -= {ADVERSE_EVENT}
            yield Example(
                row["sentences"], "", "", frozenset({ADVERSE_EVENT}) if harmed else frozenset(), known, "psytar", 0.5
            )


def cssrs_sentences(folder: Path) -> Iterator[tuple[str, str]]:
    """Reddit C-SSRS (Gaur and others, 2019; CC BY): sentences, each with its writer's level of risk."""
    with (folder / "500_Reddit_users_posts_labels.csv").open(encoding="utf-8", newline="") as handle:
        csv.field_size_limit(10_000_000)
        for row in csv.DictReader(handle):
            for sentence in re.split(r"(?<=[.!?])[\s',\"]*(?=[A-Z])", row["Post"]):
                sentence = re.sub(r"\s+", " ", sentence).strip(" '\"[],")
                if 15 <= len(sentence) <= 240:
                    yield sentence, row["Label"]


def cssrs(folder: Path) -> Iterator[Example]:
    """Reddit C-SSRS with our own labels by sentence; what supporters write there is about suicide and yet no crisis."""
    labels = dict(line.split() for line in lines(LABELS_BY_HASH))
    known = frozenset({CRISIS, SPAM, DRUG_SALE, PII})
    for sentence, risk in cssrs_sentences(folder):
        label = labels.get(_hash(sentence))
        if label:
            yield Example(sentence, "", "", frozenset({CRISIS}) if label == "1" else frozenset(), known, "cssrs", 1.5)
        elif risk == "Supportive":
            yield Example(sentence, "", "", frozenset(), known, "cssrs", 0.5)


def cssrs_unlabelled(folder: Path) -> Iterator[Example]:
    """Sentences of Reddit C-SSRS that nobody labelled: there the words learn from what the encoder thinks."""
    labels = dict(line.split() for line in lines(LABELS_BY_HASH))
    for sentence, risk in cssrs_sentences(folder):
        if risk != "Supportive" and _hash(sentence) not in labels:
            yield Example(sentence, known=frozenset({SPAM, DRUG_SALE, PII}), source="cssrs", weight=0.5)


def sample(items: list, count: int, seed: int) -> list:
    """That many of the items, the same ones each time."""
    return items if len(items) <= count else random.Random(seed).sample(items, count)  # noqa: S311


def _hash(sentence: str) -> str:
    return hashlib.sha1(sentence.encode(), usedforsecurity=False).hexdigest()[:12]
