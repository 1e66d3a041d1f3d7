"""Two copies of a comment for matching: its normal form, and a shadow without disguises. Both know their origin.

The reader's own text is never changed; a span found in a copy is given back as a span of the original.
"""

import bisect
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Longer texts are judged by their beginning and their end, where a payload stands; forms allow far less.
HEAD_CHARACTERS = 10_000
TAIL_CHARACTERS = 2_000

# Some characters stand for a whole phrase (NFKC makes eighteen letters of one); that much is never a word's disguise.
MOST_FOR_ONE = 4

_QUOTES = str.maketrans("‘’‚‛′`´ʼ“”„‟″‐‑‒–—―−", "''''''''\"\"\"\"\"-------")
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# Letters of other scripts that are drawn like Latin ones (UTS 39, as far as disguised words use them).
_LOOKALIKES = str.maketrans(
    "аасԁеһіјӏкмпорԛгѕтυԝхуѵƅвнαβεηικνορτυχγοɑɡıɩəƽʏɴʀᴀᴄᴅᴇᴊᴋʟᴍᴏᴘᴛᴜᴠᴡᴢꜱ",
    "aacdehijlkmnopqrstuwxyvbbhabenikvoptuxyoagiiesynracdejklmoptuvwzs",
)  # fmt: skip
_LEET = str.maketrans("013457@$€!|", "oieastaseil")
_LEET_SIGNS = frozenset("013457@$€!|")
# At most one sign before the first letter, and a letter after every digit: not 300mg, b12, part4 or 21st.
_LEET_WORD = re.compile(r"[0345$@]?[a-z](?:[a-z]|[@$€!|]|[013457](?=[a-z@$]))*")


@dataclass(frozen=True)
class FoldedText:
    """A copy of a text; `origins[i]` is the place in the original of the copy's i-th character."""

    text: str
    origins: tuple[int, ...]
    original_length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span that the copy's span [start, end) was made from."""
        if start >= end or not self.origins:
            return 0, 0
        # What stood between the last character and the next (marks, hidden characters) belongs to the span.
        following = bisect.bisect_right(self.origins, self.origins[end - 1])
        limit = self.origins[following] if following < len(self.origins) else self.original_length
        return self.origins[start], limit


def normal_form(text: str) -> FoldedText:
    """NFKC, straight quotes, nothing invisible, one mark a letter at most; case and line breaks are kept."""
    kept: list[str] = []
    origins: list[int] = []
    for start, piece in _pieces(text):
        room = len(kept) + len(piece) * 5 // 4 + 50
        for place, cluster in _clusters(piece):
            for character in _fold_cluster(cluster):
                kept.append(character)
                origins.append(start + place)
            if len(kept) >= room:
                break
    return FoldedText("".join(kept), tuple(origins), len(text))


def shadow(plain: FoldedText) -> FoldedText:
    """The normal form in lower case without accents, lookalikes, digits for letters, stretched or spaced-out words."""
    kept: list[str] = []
    origins: list[int] = []
    for character, origin in zip(plain.text, plain.origins, strict=True):
        for folded in _without_accent(character):
            kept.append(folded)
            origins.append(origin)
    letters = _without_leet("".join(kept))
    return _squeezed(*_joined(letters, origins), plain.original_length)


def _pieces(text: str) -> list[tuple[int, str]]:
    if len(text) <= HEAD_CHARACTERS + TAIL_CHARACTERS:
        return [(0, text)]
    return [(0, text[:HEAD_CHARACTERS] + "\n"), (len(text) - TAIL_CHARACTERS, text[-TAIL_CHARACTERS:])]


def _clusters(text: str):
    """A character with the marks that follow it, at most eight of them; further marks are passed over."""
    place = 0
    for match in re.finditer(r"[\x00-\x7f](?![\u0300-\u036f\u0483-\u0489\u1ab0-\u20ff\ufe20-\ufe2f])", text):
        yield from _marked(text, place, match.start())
        yield match.start(), match.group()
        place = match.end()
    yield from _marked(text, place, len(text))


def _marked(text: str, start: int, end: int):
    cluster = ""
    begin = start
    for place in range(start, end):
        character = text[place]
        if cluster and unicodedata.combining(character):
            if len(cluster) < 9:
                cluster += character
            continue
        if cluster:
            yield begin, cluster
        cluster, begin = character, place
    if cluster:
        yield begin, cluster


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    if cluster.isascii():
        return cluster if cluster.isprintable() or cluster in "\n\t" else "\n" if cluster in "\r\v\f" else ""
    composed = unicodedata.normalize("NFKC", cluster.translate(_QUOTES)).translate(_QUOTES)
    kept = [character for character in composed[:MOST_FOR_ONE] if _is_visible(character)]
    return "".join(kept)


def _is_visible(character: str) -> bool:
    if character in _BLANK_LETTERS:
        return False
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Cn", "Mn", "Me", "Co"}


@lru_cache(maxsize=8192)
def _without_accent(character: str) -> str:
    if character.isascii():
        return character.lower()
    folded = unicodedata.normalize("NFKD", character.casefold()).translate(_LOOKALIKES)
    return "".join(part for part in folded if unicodedata.category(part)[0] != "M").lower()


def _without_leet(text: str) -> str:
    """Digits and signs read as letters, in words that hold letters: k3tamine, but not 300 and not 10mg."""
    return re.sub(r"[a-z0-9@$€!|]{2,40}", _read_as_letters, text)


def _read_as_letters(match: re.Match) -> str:
    word = match.group()
    if _LEET_SIGNS.isdisjoint(word) or not any(character.isalpha() for character in word):
        return word
    body = word.rstrip("!|")
    if not _LEET_WORD.fullmatch(body):
        return word
    return body.translate(_LEET) + word[len(body) :]


def _joined(text: str, origins: list[int]) -> tuple[str, list[int]]:
    """Single letters set apart by one sign (k e t, k.e.t) made a word again."""
    kept: list[str] = []
    places: list[int] = []
    end = 0
    for match in re.finditer(r"(?<![^\W_])[^\W\d_]([ ._*\-/])(?:[^\W\d_]\1){1,40}[^\W\d_](?![^\W_])", text):
        kept.append(text[end : match.start()])
        places.extend(origins[end : match.start()])
        kept.append(match.group()[::2])
        places.extend(origins[match.start() : match.end() : 2])
        end = match.end()
    kept.append(text[end:])
    places.extend(origins[end:])
    return "".join(kept), places


def _squeezed(text: str, origins: list[int], original_length: int) -> FoldedText:
    """No character more than twice in a row, and no more than two blanks."""
    keep = [place for place in range(len(text)) if place < 2 or not text[place] == text[place - 1] == text[place - 2]]
    return FoldedText("".join(text[place] for place in keep), tuple(origins[place] for place in keep), original_length)
