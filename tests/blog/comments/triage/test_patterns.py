import re._constants as codes
import re._parser as parser

import pytest

from blog.comments.triage.explanations import SENTENCES
from blog.comments.triage.judge import judge, plain_engine
from blog.comments.triage.normal_form import normal_form, shadow
from blog.comments.triage.patterns import AUTHOR, TEXT, URL, PatternError, hits, read_patterns, shipped_patterns

PATTERNS = shipped_patterns().patterns
EXAMPLES = [(pattern, example) for pattern in PATTERNS for example in pattern.examples]
EXPRESSIONS = {
    f"{pattern.id} {name}": found.pattern
    for pattern in PATTERNS
    for name in ("seek", "also", "unless", "unless_near", "not_hit")
    if (found := getattr(pattern, name))
}
# Repetition of one of these may run to the end of a line; anything longer has a bound.
MANY = 400


def found_in(pattern, text: str) -> bool:
    plain = normal_form(text)
    copies = {TEXT: shadow(plain), AUTHOR: shadow(plain), URL: plain}
    only = type(shipped_patterns())("test", (pattern,))
    return any(list(hits(only, field, plain, copies[field])) for field in pattern.fields)


def repetitions(tree, inside: bool = False):
    """Every (repetition that can be long, whether it stands inside another such) of a parsed expression."""
    for code, argument in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            _least, most, body = argument
            is_long = most > MANY
            if is_long:
                yield inside
            yield from repetitions(body, inside or is_long)
        elif code is codes.SUBPATTERN:
            yield from repetitions(argument[-1], inside)
        elif code is codes.BRANCH:
            for branch in argument[1]:
                yield from repetitions(branch, inside)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from repetitions(argument[1], inside)


@pytest.mark.parametrize(("pattern", "example"), EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_example_is_found_by_its_own_pattern(pattern, example):
    assert found_in(pattern, example)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_pattern_has_an_example(pattern):
    assert pattern.examples


def test_ids_are_not_used_twice():
    ids = [pattern.id for pattern in PATTERNS]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_pattern_is_explained_in_plain_words(pattern):
    assert pattern.why in SENTENCES


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_no_expression_repeats_without_bound_inside_a_repetition(name):
    assert not any(repetitions(parser.parse(EXPRESSIONS[name])))


def test_bad_line_is_named():
    with pytest.raises(PatternError, match="Line 2"):
        read_patterns(['{"version": "1"}', '{"id": "X", "label": "crisis", "why": "w", "re": "(", "eg": ["a"]}'])


def test_unknown_label_is_refused():
    with pytest.raises(PatternError, match="unknown label"):
        read_patterns(['{"id": "X", "label": "nonsense", "why": "w", "re": "a", "eg": ["a"]}'])


def test_crisis_outranks_spam():
    text = "I want to kill myself http://casino.example best casino bonus"
    assert judge(text, engine=plain_engine()).lane == "crisis"
