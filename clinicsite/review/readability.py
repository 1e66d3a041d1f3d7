"""How hard a text is to read: its school grade and its long sentences. Plain Python, no database.

Grade: Flesch-Kincaid, `0.39 * words a sentence + 11.8 * syllables a word - 15.59` (Kincaid and others, Naval Technical
Training Command, report 8-75, 1975). Syllables are counted by spelling, which is right for most English words.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from clinicsite.review.claims.normal_form import fold
from clinicsite.review.claims.sentences import sentences_of

TARGET_GRADE, WARNED_GRADE = 8, 9
# Readers lose the thread of a sentence beyond this length (plain-language guides name 20 to 25 words).
LONGEST_SENTENCE = 25
WORDS_A_MINUTE = 200
# A label or a cell of a table is no sentence.
FEWEST_WORDS = 4

_CITATION = re.compile(r"\s?\[r?\d{1,18}(?:\s?[,;-]\s?r?\d{1,18}){0,8}\]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+(?:[.,]\d+)*%?")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouycgsxz]es|[^aeiouytd]ed|[^aeiouyl]e|[aeiouy]le|[aeiouy]les)$")
_SPLIT_VOWELS = re.compile(r"i(?:a|o(?!us|n))|[rv]ious|(?<!p)eo|[^q]ua|uou|iu|[dr]ea$|ism$")


@dataclass(frozen=True)
class LongSentence:
    """A sentence over the limit, with the path of its text."""

    path: str
    words: str
    count: int


@dataclass(frozen=True)
class Readability:
    """`words` are all of them; `grade` is None where there is too little text to tell."""

    words: int
    grade: float | None
    long_sentences: tuple[LongSentence, ...]

    @property
    def minutes(self) -> int:
        """Reading time, rounded up as on the page itself, at least one minute."""
        return max(1, math.ceil(self.words / WORDS_A_MINUTE))

    @property
    def is_hard(self) -> bool:
        """True where the grade asks for simpler words or shorter sentences."""
        return self.grade is not None and self.grade > WARNED_GRADE


def readability_of(texts: Mapping[str, str]) -> Readability:
    """Words, grade and long sentences of some texts, by the paths they stand at."""
    total = words = sentences = syllables = 0
    long_sentences = []
    for path, text in texts.items():
        for sentence in sentences_of(fold(text).text):
            shown = _CITATION.sub("", sentence.text)
            found = _WORD.findall(shown)
            total += len(found)
            if len(found) < FEWEST_WORDS:
                continue
            words += len(found)
            sentences += 1
            syllables += sum(map(syllables_in, found))
            if len(found) > LONGEST_SENTENCE:
                long_sentences.append(LongSentence(path, shown, len(found)))
    grade = None
    if sentences:
        grade = round(max(0.0, 0.39 * words / sentences + 11.8 * syllables / words - 15.59), 1)
    return Readability(total, grade, tuple(long_sentences))


def syllables_in(word: str) -> int:
    """How many syllables a word has, at least one; a number counts as one."""
    low = word.lower()
    if not low.isalpha():
        return sum(map(syllables_in, re.findall(r"[a-z]+", low))) or 1
    count = len(_VOWELS.findall(low)) + len(_SPLIT_VOWELS.findall(low))
    if len(low) > 2 and _SILENT.search(low):
        count -= 1
    return max(1, count)
