"""A text cut into the word pieces that the sentence encoder knows (BERT's uncased WordPiece)."""

import unicodedata
from functools import lru_cache
from pathlib import Path

LONGEST_WORD = 60


class WordPieces:
    """The vocabulary of an encoder, and how its longest pieces cover a word."""

    def __init__(self, vocabulary: Path):
        lines = vocabulary.read_text(encoding="utf-8").splitlines()
        self.places = {piece: place for place, piece in enumerate(lines)}
        self.first, self.last, self.unknown = (self.places[mark] for mark in ("[CLS]", "[SEP]", "[UNK]"))
        self._pieces_of = lru_cache(maxsize=20_000)(self._cut)

    def numbers(self, text: str, most: int) -> list[int]:
        """The numbers of the pieces of a text between the two marks, at most `most` with them."""
        found = [self.first]
        for word in _words(text):
            found += self._pieces_of(word)
            if len(found) >= most:
                break
        return [*found[: most - 1], self.last]

    def _cut(self, word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return (self.unknown,)
        found, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                place = self.places.get(("##" if start else "") + word[start:end])
                if place is not None:
                    break
            else:
                return (self.unknown,)
            found.append(place)
            start = end
        return tuple(found)


def _words(text: str):
    """Words in lower case without accents; signs and ideographs stand alone."""
    word = ""
    for character in unicodedata.normalize("NFD", text.lower()):
        category = unicodedata.category(character)
        if category == "Mn":
            continue
        alone = category[0] in "PS" or "\u4e00" <= character <= "\u9fff"
        if alone or character.isspace() or category[0] == "C":
            if word:
                yield word
                word = ""
            if alone:
                yield character
        else:
            word += character
    if word:
        yield word
