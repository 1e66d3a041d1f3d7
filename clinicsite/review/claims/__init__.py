"""The claims checker: texts in, findings out, with what each rests on. No database, no network."""

from clinicsite.review.claims.checking import Finding, check
from clinicsite.review.claims.kinds import BLOCK, FLAGGED, KINDS, NOTE, SEVERITIES, WARN, kind_title
from clinicsite.review.claims.rules import Rule, RuleSet, own_rule, shipped_rules

__all__ = [
    "BLOCK",
    "FLAGGED",
    "KINDS",
    "NOTE",
    "SEVERITIES",
    "WARN",
    "Finding",
    "Rule",
    "RuleSet",
    "check",
    "kind_title",
    "own_rule",
    "shipped_rules",
]
