"""Words and patterns alone, on comments that no training has seen: what docs/triage.md says has to stay true."""

import json
from pathlib import Path

import pytest

from blog.comments.triage import Evaluation, evaluate, judge, plain_engine

HELD_OUT = Path(__file__).with_name("held_out.jsonl")


@pytest.fixture(scope="module")
def result() -> Evaluation:
    comments = [json.loads(line) for line in HELD_OUT.read_text(encoding="utf-8").splitlines()]
    engine = plain_engine()
    return evaluate(
        (each["label"], judge(each["text"], each["author"], each["url"], engine=engine).labels, each["also"])
        for each in comments
    )


@pytest.mark.parametrize(
    ("label", "least"),
    [
        ("spam", 0.83),
        ("drug_sale", 0.5),
        ("crisis", 0.73),
        ("emergency", 0.88),
        ("pii", 0.8),
        ("adverse_event", 0.58),
        ("medical_advice", 0.6),
        ("abuse", 0.65),
    ],
)
def test_label_is_caught_as_often_as_the_docs_say(result, label, least):
    assert result.caught[label].value >= least


def test_ordinary_comments_are_seldom_called_spam_or_a_sale(result):
    assert result.ham_called_unwanted.value <= 0.02


def test_ordinary_comments_seldom_raise_a_crisis(result):
    assert result.false_alarms["crisis"].value <= 0.03
