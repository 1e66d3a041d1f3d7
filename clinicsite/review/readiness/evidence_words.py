"""Words about certainty: present where an evidence table asks for them, never stronger than the table says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page

from clinicsite.core.blocks.clinical import CERTAINTY_CHOICES
from clinicsite.library.citations import cited_ids, texts_shown_by
from clinicsite.review.claims.normal_form import fold
from clinicsite.review.claims.sentences import sentences_of
from clinicsite.review.readiness.problem import Problem

STRENGTH = {"none": 0, "very-low": 1, "low": 2, "moderate": 3, "high": 4}
LABELS = dict(CERTAINTY_CHOICES)
EVIDENCE = "evidence"
_LEVEL = r"(?:very[- ]low|low|moderate|high)"
_RANGE = rf"{_LEVEL}(?:(?:[- ]to[- ]|[- ]or[- ]){_LEVEL})?"
_OF = r"(?:certainty|confidence|quality|strength)"
# `moderate certainty`, `high-quality evidence`, `certainty was low to very low`.
SAID = re.compile(
    rf"\b({_RANGE})[- ]{_OF}\b"
    rf"|\b{_OF}\b(?:(?!\bnot\b)[^.;:!?]){{0,60}}?\b(?:is|was|were|as|be|being|judged|rated|graded)\s+(?:only\s+)?({_RANGE})\b",
    re.IGNORECASE,
)
LEVEL = re.compile(_LEVEL, re.IGNORECASE)
DENIED = re.compile(r"\b(?:not|no|never|neither|nor|without|lacks?|instead of|rather than|than)\b[^.;:!?]{0,20}$", re.I)
_MARKER = re.compile(r"\[(\d{1,18})\]")


@dataclass(frozen=True)
class Row:
    """One row of an evidence table: what it cites and how sure it is."""

    path: str
    references: frozenset[int]
    certainty: str
    texts: tuple[str, ...]


def evidence_problems(page: Page) -> Iterator[Problem]:
    """Rows without a certainty, and sentences that claim more certainty than the table for the same source."""
    rows = list(_rows(page))
    for row in rows:
        if row.certainty not in STRENGTH:
            yield Problem("certainty-missing", _("Evidence: choose how sure the source is of this row."), row.path)
    rated = [row for row in rows if row.certainty in STRENGTH]
    for row in rated:
        for text in row.texts:
            yield from _too_strong(text, row.path, lambda ids, row=row: row)
    for block in getattr(page, "body", None) or ():
        if block.block_type != EVIDENCE and not (hasattr(block.value, "get") and block.value.get("for_criticism")):
            for text in texts_shown_by(block):
                yield from _too_strong(text, f"body.{block.id}", lambda ids: _row_for(ids, rated))


def _rows(page: Page) -> Iterator[Row]:
    for block in getattr(page, "body", None) or ():
        if block.block_type == EVIDENCE:
            for item in block.value["rows"].bound_blocks:
                fields = (item.value["source"], item.value["finding"])
                texts = tuple(getattr(field, "source", field or "") for field in fields)
                references = frozenset(number for text in texts for number in cited_ids(text))
                path = f"body.{block.id}.rows.{item.id}.certainty"
                yield Row(path, references, item.value["certainty"] or "", texts)


def _row_for(ids: set[int], rows: list[Row]) -> Row | None:
    """The surest row that shares a source with a sentence; the surest of all where the sentence cites nothing."""
    if not rows or (ids and not any(ids & row.references for row in rows)):
        return None
    return max((row for row in rows if not ids or ids & row.references), key=lambda row: STRENGTH[row.certainty])


def _too_strong(html: str, path: str, row_for) -> Iterator[Problem]:
    """One step above the table may be another outcome of the same source: advice. Two steps, or in the row: a fault."""
    for sentence in sentences_of(fold(html).text):
        row = row_for({int(number) for number in _MARKER.findall(sentence.text)})
        for match in SAID.finditer(sentence.text) if row else ():
            steps = _strength_of(match.group(1) or match.group(2)) - STRENGTH[row.certainty]
            if steps > 0 and not DENIED.search(sentence.text[: match.start()]):
                message = _("“%(said)s” is surer than the evidence table, which says “%(row)s” for this source.")
                names = {"said": match.group(), "row": LABELS[row.certainty]}
                is_blocking = steps > 1 or path == row.path
                yield Problem("certainty-too-strong", message % names, path, is_blocking)


def _strength_of(words: str) -> int:
    """Of a range, its weaker end."""
    return min(STRENGTH[re.sub(r"[- ]+", "-", level.lower())] for level in LEVEL.findall(words))
