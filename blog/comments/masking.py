"""Identifying details covered in a text that is shown to staff. Pure: the text itself is never changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

HIDDEN = {
    "email": _("[email hidden]"),
    "phone": _("[phone hidden]"),
    "id_number": _("[number hidden]"),
    "birth_date": _("[date of birth hidden]"),
    "address": _("[address hidden]"),
    "card": _("[card number hidden]"),
    "handle": _("[account name hidden]"),
    "own_name": _("[name hidden]"),
}
HIDDEN_OTHERWISE = _("[detail hidden]")


@dataclass(frozen=True)
class Part:
    """A stretch of the text: plain words without a `kind`, or the cover of a detail."""

    text: str
    kind: str = ""


def parts(text: str, identifiers: Iterable[Sequence]) -> list[Part]:
    """The text in stretches, plain and covered. `identifiers` are (start, end, kind); what is out of range is cut."""
    found: list[Part] = []
    place = 0
    for start, end, kind in spans_within(text, identifiers):
        if place < start:
            found.append(Part(text[place:start]))
        found.append(Part(cover(kind), kind))
        place = end
    if place < len(text) or not found:
        found.append(Part(text[place:]))
    return found


def masked(text: str, identifiers: Iterable[Sequence]) -> str:
    """The text with every detail covered by a word in brackets."""
    return "".join(part.text for part in parts(text, identifiers))


def cover(kind: str) -> str:
    """What stands in place of a detail."""
    return str(HIDDEN.get(kind, HIDDEN_OTHERWISE))


def spans_within(text: str, identifiers: Iterable[Sequence]) -> list[tuple[int, int, str]]:
    """The spans in order, cut to the text and merged where they overlap; the kind is that of the first.

    A span that says nothing usable is left out.
    """
    merged: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(_usable(len(text), identifiers)):
        if merged and start < merged[-1][1]:
            first, last, first_kind = merged.pop()
            merged.append((first, max(last, end), first_kind))
        else:
            merged.append((start, end, kind))
    return merged


def _usable(length: int, identifiers: Iterable[Sequence]) -> Iterable[tuple[int, int, str]]:
    for identifier in identifiers or ():
        try:
            start, end, kind = int(identifier[0]), int(identifier[1]), str(identifier[2])
        except (TypeError, ValueError, IndexError, KeyError):
            continue
        start, end = max(0, start), min(length, end)
        if start < end:
            yield start, end, kind
