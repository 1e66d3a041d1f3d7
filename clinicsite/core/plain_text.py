"""Readers' words made fit to store and show: plain text in NFC, without characters that hide or reorder others."""

import re
import unicodedata

MAX_COMBINING_MARKS = 8

_KEPT_CONTROLS = "\n\t"
# Format characters that are drawn: the signs which Arabic, Syriac and Kaithi put in front of numbers.
_VISIBLE_FORMAT_CHARACTERS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
# Characters that count as letters or marks and yet draw nothing.
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Cn"})


def clean_text(text: str) -> str:
    """A comment's text: line breaks as newlines, at most one blank line between paragraphs, no invisible characters."""
    text = re.sub(r"\r\n?|[\u0085\u2028\u2029\v\f]", "\n", text)
    text = _without_invisible_characters(text)
    text = re.sub(r"[^\S\n]+\n", "\n", text)
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return "" if is_blank(text) else text


def clean_name(name: str) -> str:
    """A name on one line, without invisible characters."""
    name = re.sub(r"\s+", " ", _without_invisible_characters(re.sub(r"\s+", " ", name))).strip()
    return "" if is_blank(name) else name


def is_blank(text: str) -> bool:
    """True where nothing would be seen: white space, marks without a letter, fillers."""
    return all(character in _BLANK_LETTERS or unicodedata.category(character)[0] in "ZCM" for character in text)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cleaned text, which blank lines divide."""
    return text.split("\n\n")


def _without_invisible_characters(text: str) -> str:
    kept = "".join(character for character in text if not _is_dropped(character))
    return _with_few_marks(unicodedata.normalize("NFC", kept))


def _is_dropped(character: str) -> bool:
    if character in _KEPT_CONTROLS or character in _VISIBLE_FORMAT_CHARACTERS:
        return False
    return character in _BLANK_LETTERS or unicodedata.category(character) in _DROPPED_CATEGORIES


def _with_few_marks(text: str) -> str:
    kept = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks <= MAX_COMBINING_MARKS:
            kept.append(character)
    return "".join(kept)
