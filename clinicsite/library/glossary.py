"""Words of the glossary in running text: pure functions over rendered HTML and plain text, no database.

A word is explained where a page first uses it, once, and never inside a heading, link, quotation, table heading, code
or another definition.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.utils.html import format_html
from django.utils.translation import gettext

TAG = re.compile(r"(<!--.*?-->|<[^>]+>)", re.DOTALL)
TAG_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
APOSTROPHE = r"(?:'|’|&#x27;|&#39;|&rsquo;)"
BLANK = r"(?:\s|&nbsp;)+"
# Inside these a word is no running text, or a control inside it would be invalid.
CLOSED_TO_TERMS = frozenset(
    (
        "a", "abbr", "blockquote", "button", "caption", "cite", "code", "dfn", "h1", "h2", "h3", "h4", "h5", "h6",
        "kbd", "label", "option", "pre", "q", "samp", "script", "select", "style", "summary", "sup", "svg", "textarea",
        "th", "time", "title",
    )
)  # fmt: skip
MARGIN_NOTE = 'class="margin-note"'
ABBREVIATION = re.compile(r"(?<![\w-])([A-Z][A-Z0-9]{1,7})s?(?![\w-])")
# Everybody knows these, and numerals are no words.
KNOWN_CAPITALS = frozenset(["US", "UK", "EU", "UN", "TV", "PDF", "OK", "AM", "PM", "AD", "BC", "ID", "IT"])
ROMAN = re.compile(r"[IVX]+")


@dataclass(frozen=True)
class Explanation:
    """What a reader is told of a word. `names` are the word and its other names."""

    term_id: int
    slug: str
    term: str
    definition: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class GlossaryLetter:
    """The terms that begin with one letter: (term, pages that use it)."""

    letter: str
    entries: list[tuple]


def forms_of(name: str) -> list[str]:
    """A name and its regular plurals: `cannula` and `cannulas`, `meta-analysis` and `meta-analyses`."""
    last = name[-1:].lower()
    if name.lower().endswith("sis"):
        return [name, f"{name[:-2]}es"]
    if last == "y" and name[-2:-1].lower() not in "aeiou":
        return [name, f"{name[:-1]}ies"]
    if last in "sx" or name.lower().endswith(("ch", "sh")):
        return [name, f"{name}es"]
    return [name, f"{name}s"]


def _pattern(form: str) -> re.Pattern:
    """Words with two capitals or more are taken as they stand, others in any case; blanks of any sort between."""
    words = []
    for word in form.split():
        literal = re.sub("['’]", APOSTROPHE, re.escape(word)).replace("\\&", "(?:&amp;|&)")
        words.append(literal if sum(sign.isupper() for sign in word) > 1 else f"(?i:{literal})")
    return re.compile(BLANK.join(words) + r"(?!\w|-\w)")


class Explainer:
    """Finds the words of a glossary. Made once for each state of it: see explainer_for."""

    def __init__(self, explanations: Iterable[Explanation]):
        self.by_first_word: dict[str, list[tuple[int, re.Pattern, Explanation]]] = {}
        for explanation in explanations:
            for form in {form for name in explanation.names for form in forms_of(name)}:
                if first := WORD.search(form):
                    candidates = self.by_first_word.setdefault(first.group().lower(), [])
                    candidates.append((len(form), _pattern(form), explanation))
        for candidates in self.by_first_word.values():
            candidates.sort(key=lambda candidate: (-candidate[0], candidate[2].term_id))

    def found_in(self, text: str) -> Iterator[tuple[int, int, Explanation]]:
        """The places of words in a text without tags, from left to right, the longest first where some overlap."""
        end = 0
        for word in WORD.finditer(text):
            start = word.start()
            if start < end or text[start - 1 : start] in ("&", "#", "-", "_"):
                continue
            for _length, pattern, explanation in self.by_first_word.get(word.group().lower(), ()):
                if match := pattern.match(text, start):
                    end = match.end()
                    yield start, end, explanation
                    break

    def explain(self, markup: str, *, glossary_url: str = "", without: Iterable[int] = ()) -> str:
        """The markup with the first use of each word turned into a button that opens its definition.

        `without` are ids of terms that the page explains by itself.
        """
        explained = set(without)
        return "".join(
            self._explained(piece, explained, glossary_url) if is_open else piece
            for piece, is_open in pieces_of(markup)
        )

    def _explained(self, text: str, explained: set[int], glossary_url: str) -> str:
        parts, place = [], 0
        for start, end, explanation in self.found_in(text):
            if explanation.term_id not in explained:
                explained.add(explanation.term_id)
                parts += [text[place:start], explained_word(text[start:end], explanation, glossary_url)]
                place = end
        return "".join([*parts, text[place:]])


@lru_cache(maxsize=4)
def explainer_for(explanations: tuple[Explanation, ...]) -> Explainer:
    """The explainer of one state of the glossary, kept for the next page."""
    return Explainer(explanations)


def explained_word(words: str, explanation: Explanation, glossary_url: str) -> str:
    """A button and what it opens. Needs no script; on paper and in old browsers the definition stands in brackets.

    `words` come from rendered markup and are escaped already.
    """
    link = ""
    if glossary_url:
        label = gettext("In the glossary")
        link = format_html('<a class="term-card__link" href="{}#{}">{}</a>', glossary_url, explanation.slug, label)
    card = format_html(
        '<span class="term-card" id="term-{}" popover><b class="term-card__term">{}</b> '
        '<span class="term-card__definition">{}</span>{}</span>',
        explanation.slug,
        explanation.term[:1].upper() + explanation.term[1:],
        explanation.definition,
        link,
    )
    return f'<button class="term" type="button" popovertarget="term-{explanation.slug}">{words}</button>{card}'


def pieces_of(markup: str) -> Iterator[tuple[str, bool]]:
    """Tags and texts in order, each with whether it is running text in which a word may be explained."""
    closed_by, depth = "", 0
    for index, piece in enumerate(TAG.split(markup)):
        if index % 2 == 0:
            if piece:
                yield piece, not closed_by
            continue
        tag = TAG_NAME.match(piece)
        if tag:
            is_end, name = bool(tag.group(1)), tag.group(2).lower()
            if closed_by:
                depth += (name == closed_by) * (-1 if is_end else 1)
                closed_by = closed_by if depth else ""
            elif not is_end and not piece.endswith("/>") and (name in CLOSED_TO_TERMS or MARGIN_NOTE in piece):
                closed_by, depth = name, 1
        yield piece, False


def running_text(markup: str) -> str:
    """The words of a page in which terms are looked for."""
    pieces = (html.unescape(piece) if is_open else "\n" for piece, is_open in pieces_of(markup))
    return re.sub(r"\s*\n\s*", "\n", "".join(pieces)).strip()


def abbreviations_in(text: str) -> set[str]:
    """Words in capitals that may need an entry: `CRPS`, `NMDA`; no numerals."""
    found = set(ABBREVIATION.findall(text))
    return {word for word in found - KNOWN_CAPITALS if not ROMAN.fullmatch(word)}


def letters_of(terms: Iterable, uses: dict[int, list]) -> list[GlossaryLetter]:
    """Terms by their first letters from A to Z; digits and signs come first under `0-9`."""

    def letter(term) -> str:
        first = term.term[:1].upper()
        return first if first.isalpha() else "0-9"

    ordered = sorted(terms, key=lambda term: (letter(term), term.term.casefold()))
    return [
        GlossaryLetter(name, [(term, uses.get(term.pk, [])) for term in group])
        for name, group in groupby(ordered, key=letter)
    ]
