"""What a reply in the clinic's name must not say: that somebody is or was a patient, anything about their care, or what
they should take. Even where the reader said it first, a clinic that confirms it tells the world.

Pure. The rules are data (reply_rules.jsonl) with a version; each says why and what to write instead.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from blog.comments.triage.normal_form import normal_form

RULES = Path(__file__).with_name("reply_rules.jsonl")
MOST_CHARACTERS = 4000
_SENTENCE = re.compile(r"(?:\b(?:mr|mrs|ms|mx|dr|prof)\.|[^.!?\n]|[.!?](?=[^\s.!?]))+[.!?]*", re.IGNORECASE)


class RuleError(ValueError):
    """A line of the rules file that cannot be used."""


@dataclass(frozen=True)
class Rule:
    """One thing a reply must not say. `unless` is what makes a sentence harmless."""

    id: str
    seek: re.Pattern
    why: str
    instead: str
    caught: tuple[str, ...]
    passed: tuple[str, ...] = ()
    unless: re.Pattern | None = None


@dataclass(frozen=True)
class RuleSet:
    """A version of the rules."""

    version: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Finding:
    """Words of a reply that it must not hold, where they stand in it, why, and what to write instead."""

    rule: str
    words: str
    start: int
    end: int
    why: str
    instead: str


def check_reply(text: str, rules: RuleSet | None = None) -> list[Finding]:
    """What the guard finds in a reply, in the order of the text; an empty list lets it pass."""
    plain = normal_form(text[:MOST_CHARACTERS])
    found = []
    for begin, sentence in _sentences(plain.text):
        for rule in (rules or shipped_rules()).rules:
            if rule.unless and rule.unless.search(sentence):
                continue
            for match in rule.seek.finditer(sentence):
                start, end = plain.span(begin + match.start(), begin + match.end())
                found.append(Finding(rule.id, text[start:end], start, end, rule.why, rule.instead))
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule))


def read_rules(lines: Iterable[str]) -> RuleSet:
    """The rules of a JSON Lines file, whose first line holds the version. Raises RuleError with the line."""
    version, rules = "", []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if "version" in row:
                version = row["version"]
            else:
                rules.append(_rule(row))
        except (ValueError, KeyError, TypeError, re.error) as error:
            raise RuleError(f"Line {number} of the rules cannot be used: {error!r}") from error
    return RuleSet(version, tuple(rules))


@cache
def shipped_rules() -> RuleSet:
    """The rules in the package, read once a process."""
    return read_rules(RULES.read_text(encoding="utf-8").splitlines())


def _rule(row: dict) -> Rule:
    return Rule(
        id=row["id"],
        seek=re.compile(row["re"], re.IGNORECASE),
        why=row["why"],
        instead=row["instead"],
        caught=tuple(row["caught"]),
        passed=tuple(row.get("passed", ())),
        unless=re.compile(row["unless"], re.IGNORECASE) if "unless" in row else None,
    )


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for match in _SENTENCE.finditer(text):
        yield match.start(), match.group()
