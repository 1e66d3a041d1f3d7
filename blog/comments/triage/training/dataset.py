"""The training set: comments from templates, comments written one by one, and the public collections."""

import random
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from blog.comments.triage.features import windows_of
from blog.comments.triage.labels import (
    ABUSE,
    ADVERSE_EVENT,
    CRISIS,
    DRUG_SALE,
    EMERGENCY,
    HAM,
    MEDICAL_ADVICE,
    PII,
    SPAM,
)  # fmt: skip
from blog.comments.triage.normal_form import normal_form, shadow
from blog.comments.triage.training import public
from blog.comments.triage.training.corpus import Example, examples, expand, tidy, written_comments
from blog.comments.triage.training.noise import typed

COUNTS = {
    CRISIS: 1300, EMERGENCY: 700, ADVERSE_EVENT: 700, MEDICAL_ADVICE: 700, ABUSE: 800, PII: 600, DRUG_SALE: 1000,
    SPAM: 2600, HAM: 3400,
}  # fmt: skip
WRITTEN_WEIGHT = 3.0
NAME, NAMED = "[{reader}|{first}|{first}]", 0.65
# So many ordinary comments without a link get one, and so many comments as others typed them lose or change theirs.
LINKED, UNLINKED, MOVED = 0.12, 0.25, 0.5
_ENDING = re.compile(r"(?<=\w)(?:\.[a-z]{2,8}){1,2}(?=/|$)")
# Two of the five videos of the YouTube collection are left for measuring.
YOUTUBE_FILES = ("Youtube01-Psy.csv", "Youtube02-KatyPerry.csv", "Youtube04-Eminem.csv")
YOUTUBE_MEASURED = ("Youtube03-LMFAO.csv", "Youtube05-Shakira.csv")


def made_up(seed: int, counts: dict[str, int] = COUNTS) -> list[Example]:
    """Comments from the templates, as people type them."""
    chance = random.Random(seed)  # noqa: S311
    ordinary = [example for example in examples(HAM, counts[HAM], seed) if example.text]
    fillers = [example.text for example in ordinary if 8 < len(example.text) < 160 and not example.url]
    made = []
    for label, count in counts.items():
        source: Iterable[Example] = ordinary if label == HAM else examples(label, count, seed)
        made += [typed(example, chance, fillers) for example in source if example.text]
    return made


def named(examples: list[Example], seed: int) -> list[Example]:
    """The examples, most of those without a sender under an ordinary name: that there is a name must say nothing."""
    chance = random.Random(seed)  # noqa: S311
    return [
        replace(example, author=tidy(expand(NAME, chance)))
        if not example.author and not example.url and chance.random() < NAMED
        else example
        for example in examples
    ]


def moved(example: Example, chance: random.Random) -> Example:
    """The example under another link: that there is one, and how it ends, must say little."""
    if not example.url:
        may = not example.labels and example.text and chance.random() < LINKED
        return replace(example, url=expand("{personal_url}", chance)) if may else example
    draw = chance.random()
    if draw < UNLINKED and example.text:
        return replace(example, url="")
    if draw < UNLINKED + MOVED:
        return replace(example, url=_ENDING.sub("." + expand("{trade_tld}", chance), example.url, count=1))
    return example


def written(seed: int) -> list[Example]:
    """The comments written one by one, each as it stands and once more as somebody else might have typed it."""
    chance = random.Random(seed)  # noqa: S311
    found = [example for label in COUNTS for example in written_comments(label)]
    fillers = [each.text for each in found if not each.labels and 8 < len(each.text) < 160 and not each.url]
    retyped = [
        moved(replace(typed(example, chance, fillers), source=f"re{example.source}"), chance)
        for example in found
        if example.text
    ]
    apart = [window for example in found if not example.labels for window in windows_apart(example)]
    return [replace(example, weight=WRITTEN_WEIGHT) for example in found + apart] + retyped


def windows_apart(example: Example) -> list[Example]:
    """The windows of a long ordinary comment, which judging sees one by one; none of them deserves a label either."""
    low = shadow(normal_form(example.text)).text
    windows = windows_of(low)
    spans = [(window.spans[0][0], window.spans[-1][1]) for window in windows] if len(windows) > 1 else []
    return [replace(example, text=low[start:end], source=f"window {example.source}") for start, end in spans]


def from_public(folder: Path, seed: int) -> list[Example]:
    """Examples of the public collections."""
    unsafe = list(public.cssrs(folder))
    by_hand = [example for example in unsafe if example.weight > 1]
    return [
        *public.youtube(folder, YOUTUBE_FILES),
        *public.sample(list(public.sms(folder)), 1500, seed),
        *public.sample(list(public.go_emotions(folder / "goemotions")), 5000, seed),
        *public.sample(list(public.psytar(folder)), 3000, seed),
        *by_hand,
        *public.sample([example for example in unsafe if example.weight < 1], 2500, seed),
        *public.sample(list(public.cssrs_unlabelled(folder)), 6000, seed),
    ]
