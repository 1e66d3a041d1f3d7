"""What the trained model looks at in a sentence: hashed words, neighbours, letter groups and classes of words.

Training and checking share this module; a change here asks for new weights (`FEATURES_VERSION`).
"""

import re
import zlib
from collections.abc import Mapping
from functools import lru_cache

FEATURES_VERSION = 2
BUCKET_BITS = 18
BUCKETS = 1 << BUCKET_BITS

# How much each block of features weighs before the training has its say.
WORD_SHARE, LETTER_SHARE, FACT_SHARE, CLASS_SHARE = 1.0, 0.6, 0.4, 1.0
MOST_WORDS = 120

_TOKEN = re.compile(r"\[r?\d[^\]]{0,20}\]|[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*|[%?!$\"]")
_HEDGE = re.compile(
    r"\b(?:may|might|can|could|some|usually|often|about|likely|possible|whether|if|unless|depends?|limited|uncertain|unclear"
    r"|not known|unknown|small|low|few|compared|placebo|trials?|study|studies|review|reported|evidence|certainty)\b"
)
_DENIAL = re.compile(r"\b(?:not|no|never|nor|neither|cannot|without|nobody|nothing|none|avoid)\b|n't\b")
_DRUG = re.compile(r"\b(?:ketamine|infusions?|treatment|therapy|drip|medicine|drug|clinic|we|our|it)\b")
_YOU = re.compile(r"\b(?:you|your|yourself)\b")
_IMPERATIVE = re.compile(
    r"^(?:\"|')?(?:get|say|stop|end|feel|enjoy|discover|experience|call|book|join|live|return|take|try|start|save|act|do"
    r"|don't|let|imagine|unlock|beat|find|ask|tell|bring|wear|read|keep|write|please|never)\b"
)


@lru_cache(maxsize=65_536)
def bucket(name: str) -> int:
    """The place of a feature among the weights."""
    return zlib.crc32(name.encode()) & (BUCKETS - 1)


@lru_cache(maxsize=16_384)
def letter_buckets(word: str) -> tuple[int, ...]:
    """The groups of three to five letters of a word, its edges included."""
    framed = f"<{word[:20]}>"
    return tuple(
        bucket("c:" + framed[start : start + size])
        for size in (3, 4, 5)
        for start in range(max(1, len(framed) - size + 1))
    )


def words_of(sentence: str) -> list[str]:
    """The words of a lower-case sentence. Numbers lose their value, citations become one word."""
    return [_token(match.group()) for match in _TOKEN.finditer(sentence)][:MOST_WORDS]


def word_names(words: list[str]) -> list[str]:
    """The features of words and their neighbours."""
    framed = ["^", *words, "$"]
    names = ["w:" + word for word in words]
    names += [f"p:{first} {second}" for first, second in zip(framed, framed[1:], strict=False)]
    names += [f"s:{first} {third}" for first, third in zip(framed, framed[2:], strict=False)]
    names += [f"t:{a} {b} {c}" for a, b, c in zip(framed, framed[1:], framed[2:], strict=False)]
    return names


def class_names(words: list[str], class_of: Mapping[str, int]) -> list[str]:
    """The order of the words by their class, so that an unseen word takes the place of one like it."""
    framed = ["^", *words, "$"]
    classes = ["^", *(str(class_of.get(word, word)) for word in words), "$"]
    names = ["k:" + each for each in classes]
    names += [f"kp:{first} {second}" for first, second in zip(classes, classes[1:], strict=False)]
    names += [f"ks:{first} {third}" for first, third in zip(classes, classes[2:], strict=False)]
    names += [f"kr:{first} {second}" for first, second in zip(framed, classes[1:], strict=False)]
    names += [f"kl:{first} {second}" for first, second in zip(classes, framed[1:], strict=False)]
    return names


def fact_names(sentence: str, words: list[str], *, has_note: bool) -> list[str]:
    """Plain facts about the sentence, and those pairs that mean more together."""
    length = min(5, len(words) // 5)
    hedge, denial = bool(_HEDGE.search(sentence)), bool(_DENIAL.search(sentence))
    you, drug = bool(_YOU.search(sentence)), bool(_DRUG.search(sentence))
    cited, asks = "CITED" in words, "?" in words
    return [
        f"f:length{length}", f"f:hedge{hedge}", f"f:denial{denial}", f"f:you{you}", f"f:drug{drug}", f"f:cited{cited}",
        f"f:asks{asks}", f"f:note{has_note}", f"f:imperative{bool(_IMPERATIVE.search(sentence))}",
        f"f:shout{'!' in words}", f"f:{hedge}{denial}{you}{drug}", f"f:asks{asks}{you}",
        f"f:number{'0' in words}{hedge}", f"f:length{length}{hedge}{denial}",
    ]  # fmt: skip


def blocks(sentence: str, class_of: Mapping[str, int], *, has_note: bool) -> list[tuple[float, tuple[int, ...]]]:
    """The blocks of features of a lower-case sentence, each with its share."""
    words = words_of(sentence)
    letters = {each for word in set(words) for each in letter_buckets(word)}
    return [
        (WORD_SHARE, tuple({bucket(name) for name in word_names(words)})),
        (LETTER_SHARE, tuple(letters)),
        (FACT_SHARE, tuple({bucket(name) for name in fact_names(sentence, words, has_note=has_note)})),
        (CLASS_SHARE, tuple({bucket(name) for name in class_names(words, class_of)})),
    ]


def _token(token: str) -> str:
    if token[0] == "[":
        return "CITED"
    return "0" if token[0].isdigit() else token.replace("'", "")
