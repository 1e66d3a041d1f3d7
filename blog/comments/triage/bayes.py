"""A spam score learned from moderators' own decisions, word by word (naive Bayes after Graham and Robinson).

Pure functions over counts: whoever stores the counts gives them in and gets new ones back.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from blog.comments.triage.normal_form import normal_form, shadow

# With fewer decisions of either kind than this, the score says nothing.
FEWEST_DECISIONS = 20
# The most telling words decide; the rest would only water the score down.
TELLING_WORDS = 20
MOST_POINTS = 4.0
# How strongly a word seen once is pulled towards saying nothing (Robinson's s), and the longest word kept.
PRIOR_STRENGTH = 1.0
LONGEST_WORD = 30
MOST_WORDS = 600

_WORD = re.compile(r"[^\W\d_]{2,}(?:'[^\W\d_]+)?|[€$£¥%]")
_HOST = re.compile(r"(?:https?://|www\.)([\w.-]{3,80})")


@dataclass(frozen=True)
class Lessons:
    """How many spam and ordinary comments were decided, and in how many of each kind every word stood."""

    spam: int = 0
    ordinary: int = 0
    words: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class BayesScore:
    """How much like earlier spam: 0..1, the same as log-odds (`points`), and each word's share, strongest first."""

    probability: float
    points: float
    contributions: tuple[tuple[str, float], ...]
    is_reliable: bool


NOTHING_LEARNED = BayesScore(0.5, 0.0, (), is_reliable=False)


def words_of_comment(text: str, author: str = "", url: str = "") -> frozenset[str]:
    """The words a comment is remembered by; those of the name and the link are kept apart from those of the text."""
    low = shadow(normal_form(text)).text
    found = [word for word in _WORD.findall(low)[:MOST_WORDS] if len(word) <= LONGEST_WORD]
    found += [f"name:{word[:LONGEST_WORD]}" for word in _WORD.findall(shadow(normal_form(author[:200])).text)[:20]]
    hosts = [*_HOST.findall(low)[:10], *_HOST.findall(url[:500].lower())]
    return frozenset([*found, *[f"link:{host[:60]}" for host in hosts]])


def learn(lessons: Lessons, words: Iterable[str], *, is_spam: bool, times: int = 1) -> Lessons:
    """The lessons after one more decision; `times=-1` takes one back. Counts never fall below zero."""
    counts = dict(lessons.words)
    for word in set(words):
        spam, ordinary = counts.get(word, (0, 0))
        pair = (max(0, spam + times * is_spam), max(0, ordinary + times * (not is_spam)))
        if any(pair):
            counts[word] = pair
        else:
            counts.pop(word, None)
    return Lessons(
        spam=max(0, lessons.spam + times * is_spam),
        ordinary=max(0, lessons.ordinary + times * (not is_spam)),
        words=counts,
    )


def score_words(lessons: Lessons, words: Iterable[str]) -> BayesScore:
    """The score of a comment's words. Says nothing until there are enough decisions of both kinds."""
    if min(lessons.spam, lessons.ordinary) < FEWEST_DECISIONS:
        return NOTHING_LEARNED
    weights = [(word, _weight(lessons, word)) for word in sorted(set(words)) if word in lessons.words]
    weights.sort(key=lambda pair: (-abs(pair[1]), pair[0]))
    telling = tuple((word, round(weight, 3)) for word, weight in weights[:TELLING_WORDS] if abs(weight) > 0.1)
    points = max(-MOST_POINTS, min(MOST_POINTS, sum(weight for _word, weight in telling)))
    return BayesScore(round(1 / (1 + math.exp(-points)), 4), round(points, 3), telling, is_reliable=True)


def _weight(lessons: Lessons, word: str) -> float:
    """The log-odds of spam that a word speaks for."""
    spam, ordinary = lessons.words[word]
    in_spam, in_ordinary = spam / lessons.spam, ordinary / lessons.ordinary
    if not in_spam + in_ordinary:
        return 0.0
    seen = spam + ordinary
    share = (PRIOR_STRENGTH * 0.5 + seen * in_spam / (in_spam + in_ordinary)) / (PRIOR_STRENGTH + seen)
    share = max(0.01, min(0.99, share))
    return math.log(share / (1 - share))
