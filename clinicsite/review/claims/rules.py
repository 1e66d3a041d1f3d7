"""Rules as data: what each looks for, what excuses it, why it matters and which facts to state instead."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import regex

from clinicsite.review.claims import patterns
from clinicsite.review.claims.context import NEGATED
from clinicsite.review.claims.kinds import KINDS, SEVERITIES

RULES = Path(__file__).with_name("rules.jsonl")
_LIST = re.compile(r"\{([a-z]+)\}")


class RuleError(ValueError):
    """A line of the rules file that cannot be used."""


@dataclass(frozen=True)
class Rule:
    """One thing to look for, with what takes the claim out of it.

    `unless_before` is sought in the 60 characters before a match, `unless` in its sentence. A rule that `may_be_cited`
    passes sentences with a citation, one that `may_be_asked` passes questions. `least` matches a text make a finding.
    """

    id: str
    kind: str
    severity: str
    seek: re.Pattern | regex.Pattern
    why: str
    facts: str
    examples: tuple[str, ...] = ()
    unless_before: re.Pattern | None = None
    unless: re.Pattern | None = None
    may_be_cited: bool = False
    may_be_asked: bool = False
    may_be_framed: bool = True
    least: int = 1
    countries: tuple[str, ...] = ()
    advertising_only: bool = False

    @property
    def pattern(self) -> str:
        """What it looks for, as compiled."""
        return self.seek.pattern


@dataclass(frozen=True)
class RuleSet:
    """A version of the rules, and whether the trained model reads the sentences that no rule flags."""

    version: str
    rules: tuple[Rule, ...]
    uses_model: bool = field(default=True)

    def without(self, disabled: Iterable[str]) -> "RuleSet":
        """The same without some rules."""
        ids = set(disabled)
        return replace(self, rules=tuple(rule for rule in self.rules if rule.id not in ids))

    def with_own(self, rules: Iterable[Rule], version: str) -> "RuleSet":
        """The same with a clinic's own rules after the shipped ones."""
        return replace(self, rules=(*self.rules, *rules), version=version)


def read_rules(lines: Iterable[str]) -> RuleSet:
    """The rules of a JSON Lines file. Raises RuleError with the line's number.

    The first line holds the version and lists of words, which stand in patterns by their name in braces.
    """
    version, lists, rules = "", {}, []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if "version" in row:
                version, lists = row["version"], row.get("lists", {})
            else:
                rules.append(_rule(row, lists))
        except (ValueError, KeyError, TypeError, re.error) as error:
            raise RuleError(f"Line {number} of the claim rules cannot be used: {error!r}") from error
    return RuleSet(version, tuple(rules))


@cache
def shipped_rules() -> RuleSet:
    """The rules in the package, read once a process."""
    return read_rules(RULES.read_text(encoding="utf-8").splitlines())


def own_rule(rule_id: str, *, pattern: str, is_phrase: bool, kind: str, severity: str, why: str, facts: str) -> Rule:
    """A rule a clinic wrote: a regular expression, or words that are looked for as they stand. Raises regex.error."""
    sought = phrase_pattern(pattern) if is_phrase else pattern
    return Rule(rule_id, kind, severity, patterns.own(sought), why, facts, unless_before=NEGATED, may_be_framed=True)


def phrase_pattern(words: str) -> str:
    """Words as they stand, whatever blanks lie between them, at the edges of words."""
    body = r"\s+".join(re.escape(word) for word in words.split())
    return rf"(?<!\w){body}(?!\w)"


def _filled(pattern: str, lists: dict[str, str]) -> str:
    """The pattern with its lists of words in place."""
    return _LIST.sub(lambda match: lists[match.group(1)], pattern)


def _rule(row: dict, lists: dict[str, str]) -> Rule:
    if row["kind"] not in KINDS or row["severity"] not in SEVERITIES:
        raise ValueError(f"{row['id']}: unknown kind or severity")
    before = row.get("unless_before")
    return Rule(
        id=row["id"],
        kind=row["kind"],
        severity=row["severity"],
        seek=patterns.shipped(_filled(row["pattern"], lists)),
        why=row["why"],
        facts=row["facts"],
        examples=tuple(row["examples"]),
        unless_before=NEGATED if before == "negated" else patterns.shipped(before) if before else None,
        unless=patterns.shipped(_filled(row["unless"], lists)) if row.get("unless") else None,
        may_be_cited=bool(row.get("may_be_cited")),
        may_be_asked=bool(row.get("may_be_asked")),
        may_be_framed=row.get("may_be_framed", True),
        least=row.get("least", 1),
        countries=tuple(row.get("countries", ())),
        advertising_only=bool(row.get("advertising_only")),
    )
