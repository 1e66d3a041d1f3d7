"""A clinic's own expression is refused before it can do harm."""

import pytest

from clinicsite.review.claims.hostile import PatternFault, refuse_unsafe


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("(", "broken"),
        ("[a", "broken"),
        ("a{2", None),
        ("*", "broken"),
        ("(a+)+$", "nested"),
        (r"(\w+\s*)*!", "nested"),
        ("(a|a){1,30}(a|a){1,30}b", "slow"),
        ("a*", "empty"),
        ("x" * 301, "long"),
        (r"\bfree (?:ketamine|infusion)s?\b", None),
        (r"(?:\w+ ){0,3}deal", None),
    ],
)
def test_pattern_is_judged(pattern, fault):
    if fault is None:
        refuse_unsafe(pattern)
        return
    with pytest.raises(PatternFault) as caught:
        refuse_unsafe(pattern)
    assert caught.value.code == fault
