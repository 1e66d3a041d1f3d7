"""Regular expressions that cannot run away: every repetition gets an end, and own ones a clock.

Shipped patterns are compiled by Python's `re` and meet lower-case text. What a clinic writes itself is compiled by the
package `regex`, which can be stopped in the middle of a search.
"""

import re
from collections.abc import Iterator

import regex

# The most a `*` or `+` may repeat. No word and no run of blanks that a claim needs is longer.
MOST_REPEATS = 40
OWN_PATTERN_LENGTH = 300
OWN_PATTERN_SECONDS = 0.05
_OPEN_REPEAT = re.compile(r"\{(\d{0,4}),\}")


class SlowPattern(TimeoutError):
    """A clinic's own pattern that took longer than `OWN_PATTERN_SECONDS` for one text."""


def bounded(pattern: str) -> str:
    """The pattern in lower case with an end to every repetition: `\\w*` becomes `\\w{0,40}`."""
    kept, place = [], 0
    while place < len(pattern):
        end = _end_of_part(pattern, place)
        part = pattern[place:end]
        if part == "*":
            part = f"{{0,{MOST_REPEATS}}}"
        elif part == "+":
            part = f"{{1,{MOST_REPEATS}}}"
        elif match := _OPEN_REPEAT.fullmatch(part):
            part = f"{{{match.group(1) or 0},{MOST_REPEATS}}}"
        elif part[0] != "\\":
            part = _lower(part)
        kept.append(part)
        place = end
    return "".join(kept)


def shipped(pattern: str) -> re.Pattern:
    """A pattern of the rules file, for lower-case text."""
    return re.compile(bounded(pattern))


def own(pattern: str) -> regex.Pattern:
    """A pattern a clinic wrote. Raises regex.error."""
    return regex.compile(bounded(pattern), regex.IGNORECASE)


def matches(pattern: re.Pattern | regex.Pattern, text: str) -> Iterator[tuple[int, int]]:
    """The spans a pattern finds. Raises SlowPattern where a clinic's own one exceeds its time."""
    if isinstance(pattern, re.Pattern):
        yield from (match.span() for match in pattern.finditer(text))
        return
    try:
        yield from [match.span() for match in pattern.finditer(text, timeout=OWN_PATTERN_SECONDS)]
    except TimeoutError as error:
        raise SlowPattern(pattern.pattern) from error


def _end_of_part(pattern: str, place: int) -> int:
    character = pattern[place]
    if character == "\\":
        return place + 2
    if character == "[":
        return _end_of_class(pattern, place)
    if character == "(" and pattern[place + 1 : place + 2] == "?":
        return place + 2
    if character == "{":
        closing = pattern.find("}", place)
        return closing + 1 if closing > 0 else place + 1
    return place + 1


def _end_of_class(pattern: str, place: int) -> int:
    """Behind the bracket that closes a class; one that comes first in it does not."""
    place += 2 if pattern[place + 1 : place + 2] == "^" else 1
    place += 1 if pattern[place : place + 1] == "]" else 0
    while place < len(pattern) and pattern[place] != "]":
        place += 2 if pattern[place] == "\\" else 1
    return place + 1


def _lower(part: str) -> str:
    """Lower case, but not the names of classes: in a bracket `\\W` stays `\\W`."""
    return re.sub(
        r"\\.|[^\\]", lambda match: match.group() if match.group()[0] == "\\" else match.group().lower(), part
    )
