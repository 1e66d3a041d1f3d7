"""What typing does to a text: slips, dropped signs, capitals, stretched letters, disguises, and company around it."""

import random
import re
from dataclasses import replace

from blog.comments.triage.labels import ABUSE, CRISIS, DRUG_SALE, SPAM
from blog.comments.triage.training.corpus import Example

_NEIGHBOURS = dict(zip("abcdeghiklmnoprstuwy", "svxfrhguljmmipetyiet", strict=True))
_LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7"}
_DISGUISED = frozenset({DRUG_SALE, ABUSE, SPAM, CRISIS})


def typed(example: Example, chance: random.Random, fillers: list[str]) -> Example:
    """The example as somebody might have typed it, at times among ordinary sentences."""
    text = example.text
    if (
        example.labels
        and SPAM not in example.labels
        and chance.random() < 0.45
        or example.labels
        and chance.random() < 0.1
    ):
        text = among(text, chance, fillers)
    draw = chance.random()
    if draw < 0.18:
        text = text.lower()
    elif draw < 0.21:
        text = text.upper()
    if chance.random() < 0.2:
        text = text.replace("'", "").replace("’", "")
    if chance.random() < 0.15:
        text = re.sub(r"[.,!?]+$", "", text)
    if chance.random() < 0.12:
        text = re.sub(r"[,.](?= )", "", text)
    for _slip in range(_count_of_slips(text, chance)):
        text = slip(text, chance)
    if example.labels & _DISGUISED and chance.random() < 0.08:
        text = disguised(text, chance)
    return replace(example, text=text)


def among(text: str, chance: random.Random, fillers: list[str]) -> str:
    """The text with one or two ordinary sentences before or after it."""
    before = chance.choice(fillers) if chance.random() < 0.6 else ""
    after = chance.choice(fillers) if chance.random() < 0.4 else ""
    parts = [part if part[-1] in ".!?" else part + "." for part in (before, text, after) if part]
    return chance.choice([" ", " ", "\n\n"]).join(parts)


def slip(text: str, chance: random.Random) -> str:
    """One slip of the fingers."""
    if len(text) < 8:
        return text
    place = chance.randrange(1, len(text) - 1)
    kind = chance.random()
    if not text[place].isalpha():
        return text
    if kind < 0.35:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if kind < 0.65:
        return text[:place] + text[place + 1 :]
    if kind < 0.85:
        return text[:place] + text[place] + text[place:]
    return text[:place] + _NEIGHBOURS.get(text[place], text[place]) + text[place + 1 :]


def disguised(text: str, chance: random.Random) -> str:
    """One long word hidden from filters: digits for letters, or its letters set apart."""
    words = list(re.finditer(r"[A-Za-z]{4,}", text))
    if not words:
        return text
    match = chance.choice(words)
    word = match.group()
    if chance.random() < 0.4:
        hidden = chance.choice([" ", ".", "-"]).join(word)
    else:
        hidden = "".join(
            chance.choice(_LEET.get(letter, letter)) if chance.random() < 0.6 else letter for letter in word
        )
    return text[: match.start()] + hidden + text[match.end() :]


def _count_of_slips(text: str, chance: random.Random) -> int:
    return sum(1 for _chance in range(1 + len(text) // 60) if chance.random() < 0.13)
