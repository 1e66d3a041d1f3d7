"""Patterns kept as data: what each looks for, for which label, and how surely it speaks."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from blog.comments.triage.labels import LABELS
from blog.comments.triage.normal_form import FoldedText

PATTERNS = Path(__file__).with_name("patterns.jsonl")
TEXT, AUTHOR, URL = "text", "author", "url"

# One pattern rarely says more by its fourth hit; a page of the same word must not cost a second.
MOST_HITS = 4
_NEAR = 60
_SENTENCE_END = re.compile(r"[.!?\n](?=\s|$)")


class PatternError(ValueError):
    """A line of the patterns file that cannot be used."""


@dataclass(frozen=True)
class Pattern:
    """One thing to look for. Without `points` a hit settles the label; with them it tips the model's scales."""

    id: str
    label: str
    why: str
    seek: re.Pattern
    examples: tuple[str, ...]
    points: float | None = None
    shadow: bool = False
    also: re.Pattern | None = None
    unless: re.Pattern | None = None
    unless_near: re.Pattern | None = None
    not_hit: re.Pattern | None = None
    mask: str = ""
    fields: tuple[str, ...] = (TEXT,)


@dataclass(frozen=True)
class Hit:
    """Where a pattern was found: a span of the original text of `field`."""

    pattern: Pattern
    field: str
    start: int
    end: int


@dataclass(frozen=True)
class PatternSet:
    """A version of the patterns."""

    version: str
    patterns: tuple[Pattern, ...]


def read_patterns(lines: Iterable[str]) -> PatternSet:
    """The patterns of a JSON Lines file, whose first line holds the version. Raises PatternError with the line."""
    version, patterns = "", []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if "version" in row:
                version = row["version"]
                continue
            patterns.append(_pattern(row))
        except (ValueError, KeyError, TypeError, AttributeError, re.error) as error:
            raise PatternError(f"Line {number} of the patterns cannot be used: {error!r}") from error
    return PatternSet(version, tuple(patterns))


@cache
def shipped_patterns() -> PatternSet:
    """The patterns in the package, read once a process."""
    return read_patterns(PATTERNS.read_text(encoding="utf-8").splitlines())


def hits(patterns: PatternSet, field: str, plain: FoldedText, low: FoldedText) -> Iterator[Hit]:
    """Every hit in one field of a comment, in its normal form and for some patterns in its shadow copy."""
    for pattern in patterns.patterns:
        if field not in pattern.fields:
            continue
        spans: set[tuple[int, int]] = set()
        for copy in (plain, low) if pattern.shadow else (plain,):
            for span in _spans(pattern, copy):
                if not any(start < span[1] and span[0] < end for start, end in spans):
                    spans.add(span)
        for start, end in sorted(spans)[:MOST_HITS]:
            yield Hit(pattern, field, start, end)


def _spans(pattern: Pattern, copy: FoldedText) -> Iterator[tuple[int, int]]:
    if pattern.also and not pattern.also.search(copy.text):
        return
    limit = 50 if pattern.mask else MOST_HITS
    for match in pattern.seek.finditer(copy.text):
        if _is_excused(pattern, copy.text, match):
            continue
        yield copy.span(*_told(match))
        limit -= 1
        if not limit:
            return


def _told(match: re.Match) -> tuple[int, int]:
    """The part that tells something: a group whose name begins with `mask`, where the words around it only introduce
    it, else all of it.
    """
    names = (name for name, words in match.groupdict().items() if words and name.startswith("mask"))
    return match.span(next(names, 0))


def _is_excused(pattern: Pattern, text: str, match: re.Match) -> bool:
    start, end = match.span()
    if start == end or (pattern.not_hit and pattern.not_hit.search(match.group())):
        return True
    if pattern.unless_near and pattern.unless_near.search(text[max(0, start - _NEAR) : start]):
        return True
    return bool(pattern.unless and pattern.unless.search(text[_sentence_start(text, start) : _sentence_end(text, end)]))


def _sentence_start(text: str, place: int) -> int:
    """Where the sentence begins, and the one before it; never more than 200 characters back."""
    begin = max(0, place - 200)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, begin, place)]
    return ends[-2] if len(ends) > 1 else begin


def _sentence_end(text: str, place: int) -> int:
    match = _SENTENCE_END.search(text, place, place + 200)
    following = _SENTENCE_END.search(text, match.end(), match.end() + 160) if match else None
    return following.end() if following else min(len(text), place + 200)


def _pattern(row: dict) -> Pattern:
    if row["label"] not in LABELS:
        raise ValueError(f"unknown label {row['label']}")
    flags = 0 if row.get("cs") else re.IGNORECASE

    def compiled(name: str, flags: int = re.IGNORECASE) -> re.Pattern | None:
        return re.compile(row[name], flags) if row.get(name) else None

    return Pattern(
        id=row["id"],
        label=row["label"],
        why=row["why"],
        seek=re.compile(row["re"], flags),
        examples=tuple(row["eg"]),
        points=row.get("points"),
        shadow=bool(row.get("shadow")),
        also=compiled("also"),
        unless=compiled("unless"),
        unless_near=compiled("unless_near"),
        not_hit=compiled("not_hit", flags),
        mask=row.get("mask", ""),
        fields=tuple(row.get("fields", (TEXT,))),
    )
