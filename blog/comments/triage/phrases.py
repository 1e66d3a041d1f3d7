"""Lists of phrases that the clinic keeps itself: whole words, found through disguises."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from blog.comments.triage.normal_form import FoldedText, normal_form, shadow

LONGEST_PHRASE = 100
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)


@dataclass(frozen=True)
class PhraseHit:
    """A phrase of the list, where it stands in the original text, and whether it was disguised."""

    phrase: str
    start: int
    end: int
    is_disguised: bool


@dataclass(frozen=True)
class PhraseList:
    """Phrases made ready for many searches: by how their first word begins, and run together as one word."""

    first_words: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
    run_together: dict[str, tuple[str, ...]]


def phrase_list(phrases: Iterable[str]) -> PhraseList:
    """A list ready to be searched for. Blank phrases and those beyond 100 characters are left out.

    A phrase stands for whole words in any case. A star at the end of a word stands for any ending: `infus*`.
    """
    by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    run_together: dict[str, list[str]] = {}
    for phrase in phrases:
        words = _words_of_phrase(phrase)
        if words and len(phrase) <= LONGEST_PHRASE:
            by_first.setdefault(_key(words[0]), []).append((phrase, words))
            if len(words) > 1:
                run_together.setdefault("".join(words), []).append(phrase)
    return PhraseList(_frozen(by_first), _frozen(run_together))


def find_phrases(text: str, phrases: PhraseList) -> list[PhraseHit]:
    """Every phrase of the list in a text, in the order of the text; each place is reported once a phrase."""
    plain = normal_form(text)
    as_typed = FoldedText("".join(map(_letter, plain.text)), plain.origins, plain.original_length)
    found: dict[tuple[str, int], PhraseHit] = {}
    for copy, is_disguised in ((as_typed, False), (shadow(plain), True)):
        for phrase, start, end in _search(copy, phrases):
            found.setdefault((phrase, start), PhraseHit(phrase, start, end, is_disguised))
    return sorted(found.values(), key=lambda hit: (hit.start, hit.end, hit.phrase))


def _search(copy: FoldedText, phrases: PhraseList) -> Iterable[tuple[str, int, int]]:
    spans = [match.span() for match in _WORD.finditer(copy.text)]
    words = [copy.text[start:end] for start, end in spans]
    for place, word in enumerate(words):
        for phrase, wanted in phrases.first_words.get(_key(word), ()):
            stretch = words[place : place + len(wanted)]
            if len(stretch) == len(wanted) and all(map(_fits, stretch, wanted)):
                yield phrase, *copy.span(spans[place][0], spans[place + len(wanted) - 1][1])
        for phrase in phrases.run_together.get(word, ()):
            yield phrase, *copy.span(*spans[place])


def _words_of_phrase(phrase: str) -> tuple[str, ...]:
    low = shadow(normal_form(phrase)).text
    return tuple(match.group() for match in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*\*?", low))


def _frozen(lists: dict[str, list]) -> dict[str, tuple]:
    return {key: tuple(found) for key, found in lists.items()}


def _letter(character: str) -> str:
    """The character in lower case without its accent, still one character."""
    folded = unicodedata.normalize("NFD", character.casefold())[:1]
    return folded or character


def _key(word: str) -> str:
    """Words with one key may fit each other: a starred word needs its first two letters only."""
    return word.rstrip("*")[:2]


def _fits(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
