"""The rules file: every rule finds its example, nothing can run away."""

import json
import re
from dataclasses import replace

import pytest

from clinicsite.review.claims import KINDS, SEVERITIES, check, shipped_rules
from clinicsite.review.claims.rules import RULES, RuleError, read_rules

SHIPPED = shipped_rules().rules
OPEN_END = re.compile(r"(?<!\\)(?:[*+]|\{\d*,\})")


def row(**changes) -> str:
    given = {
        "id": "X1",
        "kind": "hype",
        "severity": "warn",
        "pattern": "wow",
        "why": "w",
        "facts": "f",
        "examples": ["wow"],
    }
    return json.dumps({**given, **changes})


@pytest.mark.parametrize("rule", SHIPPED, ids=lambda rule: rule.id)
def test_rule_finds_its_example(rule):
    text = "One! Two! Three!" if rule.least > 1 else rule.examples[0]
    country = rule.countries[0] if rule.countries else "US"
    found = check({"label": text}, country=country, rules=replace(shipped_rules(), rules=(rule,), uses_model=False))
    assert [finding.rule for finding in found]


@pytest.mark.parametrize("rule", SHIPPED, ids=lambda rule: rule.id)
def test_rule_has_no_repetition_without_an_end(rule):
    for pattern in (rule.seek, rule.unless, rule.unless_before):
        if pattern:
            assert not OPEN_END.search(re.sub(r"\[(?:\\.|[^\]\\])*\]", "", pattern.pattern))


def test_rules_have_names_of_their_own():
    assert len({rule.id for rule in SHIPPED}) == len(SHIPPED)


def test_rules_have_a_version():
    assert shipped_rules().version


def test_every_kind_and_severity_is_known():
    assert {rule.kind for rule in SHIPPED} <= set(KINDS)
    assert {rule.severity for rule in SHIPPED} <= set(SEVERITIES)


def test_readers_see_us_spelling():
    assert "anaesth" not in "".join(rule.why + rule.facts for rule in SHIPPED)


@pytest.mark.parametrize(
    "line",
    ["{", row(kind="nonsense"), row(severity="loud"), row(pattern="("), "[]", row(pattern="{nolist}")],
)
def test_bad_line_is_named(line):
    with pytest.raises(RuleError, match="Line 2"):
        read_rules([json.dumps({"version": "1"}), line])


def test_file_is_json_lines():
    assert all(json.loads(line) for line in RULES.read_text().splitlines())


def test_rule_can_be_left_out():
    assert "B01" not in {rule.id for rule in shipped_rules().without(["B01"]).rules}
