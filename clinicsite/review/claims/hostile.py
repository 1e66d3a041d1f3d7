"""What keeps a clinic's own pattern from being saved: errors, too wide a net, and searches without an end."""

import re

import regex

from clinicsite.review.claims import patterns

_NESTED = re.compile(
    r"\((?:[^()\\]|\\.){0,300}(?:[+*]|\{\d{0,4},\d{0,4}\})(?:[^()\\]|\\.){0,300}\)(?:[+*]|\{\d{0,4},\})"
)
_LENGTH = 600
_ORDINARY = "The clinic is open from Monday to Thursday. Bring a list of your medicines."


class PatternFault(ValueError):
    """Why a pattern cannot be used; `code` names the fault."""

    def __init__(self, code: str, detail: str = ""):
        super().__init__(code)
        self.code, self.detail = code, detail


def refuse_unsafe(pattern: str) -> None:
    """Raise PatternFault where a regular expression is broken, finds everything, or takes too long on hostile text."""
    if len(pattern) > patterns.OWN_PATTERN_LENGTH:
        raise PatternFault("long")
    if _NESTED.search(pattern):
        raise PatternFault("nested")
    try:
        compiled = patterns.own(pattern)
    except (regex.error, IndexError, OverflowError, RecursionError) as error:
        raise PatternFault("broken", str(error)) from error
    try:
        if any(start == end for start, end in patterns.matches(compiled, _ORDINARY)):
            raise PatternFault("empty")
        for text in hostile_texts(pattern):
            list(patterns.matches(compiled, text))
    except patterns.SlowPattern as error:
        raise PatternFault("slow") from error


def hostile_texts(pattern: str) -> list[str]:
    """Texts that almost match, made from the letters of the pattern itself."""
    letters = list(dict.fromkeys(re.findall(r"[a-z0-9]", pattern.lower())))[:12] or ["a"]
    words = re.findall(r"[a-z]{2,30}", pattern.lower())[:4]
    runs = [letter * _LENGTH + "!" for letter in dict.fromkeys([*letters, "a", "0", " ", "-"])]
    mixed = ["".join(letters) * (_LENGTH // len(letters)) + "!", "a " * (_LENGTH // 2) + "!", "a1 b-" * (_LENGTH // 5)]
    return [*runs, *mixed, *[(word + " ") * (_LENGTH // (len(word) + 1)) + "!" for word in words]]
