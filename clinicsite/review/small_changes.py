"""Whether a change between two clinical texts is small enough to be called minor. Pure: see `clinical_content`."""

import difflib
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinicsite.review.clinical_content import PIECES, REFERENCE

MOST_WORDS = 25
RISKS, HEADINGS = "risks", frozenset({"heading", "subheading"})
# Options of a section that say something about its content; the others are layout.
CHOICES = frozenset({"certainty", "studies", "urgency", "scale", "for_criticism", "drawing"})
ADDRESSES = frozenset({"url"})
SIGNS = frozenset("<>≤≥=±%+−~≈×")
# Not “one”, which is a pronoun as often as a number.
_COUNTED = """
    zero two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred
    thousand million half third quarter dozen double triple twice once single both mg mcg µg μg ug g kg
    ml l dl mmol iu unit units percent hourly daily nightly weekly monthly yearly second seconds minute
    minutes hour hours day days week weeks month months year years
"""
NUMBER_WORDS = frozenset(_COUNTED.split())
_DENYING = """
    no not never none nor neither nothing nobody nowhere without cannot non unless except hardly barely
    rarely seldom lack lacks lacked lacking absent absence fail fails failed avoid stop unlikely
    insufficient ineffective contraindicated
"""
NEGATIONS = frozenset(_DENYING.split())
REASONS = {
    "number": gettext_lazy("A number, a dose or a unit was changed."),
    "negation": gettext_lazy("A word that denies, such as “not” or “without”, was changed."),
    "citation": gettext_lazy("A citation was changed."),
    "choice": gettext_lazy("A grade or another option that says something about the content was changed."),
    "chosen": gettext_lazy("A picture, video or file was changed."),
}


def reasons_against(before: dict, after: dict) -> list[str]:
    """Why a change between two clinical contents is no minor one; empty where it is."""
    reasons = []
    if before.get("title") != after.get("title"):
        reasons.append(_("The title was changed."))
    if list(_sections(before, HEADINGS)) != list(_sections(after, HEADINGS)):
        reasons.append(_("A heading was changed."))
    if list(_sections(before, {RISKS})) != list(_sections(after, {RISKS})):
        reasons.append(_("The section on risks was changed."))
    changed, count = _changes(list(_words(before)), list(_words(after)))
    kinds = {kind for kind, _text in changed}
    reasons += [str(words) for kind, words in REASONS.items() if kind in kinds]
    if count > MOST_WORDS:
        words = _("%(count)d words were changed; a minor edit changes %(most)d at most.")
        reasons.append(words % {"count": count, "most": MOST_WORDS})
    return reasons


def _sections(content: dict, types) -> Iterator[list]:
    """The sections of some types, with all that is in them."""
    for value in content.values():
        for child in value if isinstance(value, list) else ():
            if _is_section(child) and child[0] in types:
                yield child


def _is_section(value) -> bool:
    return (
        isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], list | dict)
    )


def _words(content: dict) -> Iterator[tuple[str, str]]:
    """(kind, text) of every word beside title, headings and risks, in reading order."""
    for name, value in content.items():
        if name == "title":
            continue
        if not isinstance(value, list):
            yield from _of(value, name)
            continue
        for child in value:
            if not (_is_section(child) and child[0] in HEADINGS | {RISKS}):
                yield from _of(child)


def _of(value, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, child in value.items():
            yield from _of(child, name)
    elif isinstance(value, list):
        yield from _of_list(value)
    elif key in CHOICES:
        yield "choice", f"{key}: {value}"
    elif key in ADDRESSES:
        yield "chosen", str(value)
    elif value is not None:
        yield from _split(str(value))


def _of_list(value: list) -> Iterator[tuple[str, str]]:
    if len(value) == 2 and value[0] == REFERENCE and isinstance(value[1], str):
        yield "citation", value[1]
    elif len(value) == 2 and isinstance(value[0], str) and "." in value[0] and isinstance(value[1], str):
        # Where a link leads may be mended.
        if not value[0].endswith("page"):
            yield "chosen", ":".join(value)
    elif _is_section(value) and not _is_mark(value):
        yield from _of(value[1])
    else:
        yield from _of_run(value)


def _of_run(values: list) -> Iterator[tuple[str, str]]:
    """Rich text, or a list of anything. A word that a mark divides, as in bold, is one word all the same."""
    text, was_text = "", False
    for value in values:
        is_text = isinstance(value, str)
        if is_text and not was_text:
            text += value
        elif is_text or not _is_inline(value):
            yield from _split(text)
            text = value if is_text else ""
            if not is_text and not _is_mark(value):
                yield from _of(value)
        if _is_mark(value) and value[0] in ("embed", "img"):
            yield "chosen", str(value)
        was_text = is_text
    yield from _split(text)


def _is_mark(value) -> bool:
    """True for an element of rich text, such as ["p"] or ["a", {"href": "..."}]."""
    if not isinstance(value, list) or not value or not isinstance(value[0], str):
        return False
    return len(value) == 1 or (len(value) == 2 and isinstance(value[1], dict) and value[0] in ("a", "embed", "img"))


def _is_inline(value) -> bool:
    return _is_mark(value) and value[0].removeprefix("/") not in PIECES


def _split(text: str) -> Iterator[tuple[str, str]]:
    for chunk in "".join(letter for letter in text if unicodedata.category(letter) != "Cf").split():
        word = chunk.strip(".,;:!?()[]{}\"'“”‘’…–—-/").casefold()
        if any(letter.isnumeric() for letter in chunk):
            # The sign before a number belongs to it.
            yield "number", chunk.rstrip(".,;:!?)]\"'”’").casefold()
        elif set(chunk) & SIGNS or word in NUMBER_WORDS:
            yield "number", word or chunk
        elif word in NEGATIONS or word.startswith("non-") or word.endswith(("n't", "n’t")):
            yield "negation", word
        elif word:
            yield "word", word


def _changes(before: list, after: list) -> tuple[list, int]:
    """What was removed or added, and how many words that is, one put in place of another counted once."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    before, after = before[start : len(before) - end], after[start : len(after) - end]
    changed, count = [], 0
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            changed += before[a:b] + after[c:d]
            count += max(b - a, d - c)
    return changed, count
