"""Which comments say nearly the same: found by two stored numbers, settled by comparing the words.

Each text is cut into runs of three words. MinHash (Broder 1997) sums the set of runs up in two 64-bit numbers, so that
texts that share most runs very likely share a number, and an index finds them among a million others. Pure Python.
"""

import hashlib
import re
import unicodedata

WORDS_A_RUN = 3
# Shorter ones are alike by chance: many people thank for an article in the same words.
FEWEST_WORDS = 8
# The least share of common runs (Jaccard index) at which two texts count as nearly the same.
NEARLY_THE_SAME = 0.8
_HASHES_A_BAND = 2
_BYTES = 8
_WORD = re.compile(r"\w+")


def likeness_of(text: str) -> tuple[int | None, int | None]:
    """The two numbers of a text, as signed 64-bit integers; None for both where it has fewer than eight words."""
    runs = _runs(text)
    if not runs:
        return None, None
    hashes = [hashlib.blake2b(" ".join(run).encode(), digest_size=2 * _HASHES_A_BAND * _BYTES).digest() for run in runs]
    least = [min(found[start : start + _BYTES] for found in hashes) for start in range(0, len(hashes[0]), _BYTES)]
    return _number(least[:_HASHES_A_BAND]), _number(least[_HASHES_A_BAND:])


def is_nearly_the_same(text: str, other: str) -> bool:
    """True where both texts are long enough to tell and share most of their runs of words."""
    runs, other_runs = _runs(text), _runs(other)
    if not runs or not other_runs:
        return False
    return len(runs & other_runs) / len(runs | other_runs) >= NEARLY_THE_SAME


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    if len(words) < FEWEST_WORDS:
        return set()
    return {tuple(words[start : start + WORDS_A_RUN]) for start in range(len(words) - WORDS_A_RUN + 1)}


def _number(hashes: list[bytes]) -> int:
    return int.from_bytes(hashlib.blake2b(b"".join(hashes), digest_size=_BYTES).digest(), signed=True)
