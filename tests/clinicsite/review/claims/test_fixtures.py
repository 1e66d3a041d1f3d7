"""Sentences that must be flagged or must pass, and what is known of sentences never seen."""

import json
from pathlib import Path

import pytest

from clinicsite.review.claims import check
from clinicsite.review.claims.evaluation import evaluate
from clinicsite.review.claims.training.corpus import examples

FOLDER = Path(__file__).parents[1]
FIXTURES = [json.loads(line) for line in (FOLDER / "fixtures.jsonl").read_text().splitlines()]


def measured(name):
    rows = [json.loads(line) for line in (FOLDER / name).read_text().splitlines()]
    return evaluate(
        (row["label"], row["kind"], any(finding.is_flagged for finding in check({"text": row["text"]}))) for row in rows
    )


@pytest.mark.parametrize("row", FIXTURES, ids=lambda row: row["text"][:50])
def test_fixture_is_judged_rightly(row):
    flagged = any(finding.is_flagged for finding in check({"text": row["text"]}))
    assert flagged == (row["label"] == "risky")


def test_held_out_sentences_reach_the_aim():
    counts = measured("held_out.jsonl").overall
    assert counts.recall.value >= 0.9
    assert counts.false_alarms.value <= 0.03


def test_no_kind_of_held_out_sentence_is_lost():
    by_kind = measured("held_out.jsonl").by_kind
    assert {kind for kind, counts in by_kind.items() if counts.recall.total and counts.recall.value < 0.8} == set()


def test_oblique_sentences_raise_few_false_alarms():
    """Promotion that names nothing is often missed; information must pass all the same. Two of the 52 do not."""
    assert measured("second_held_out.jsonl").overall.false_alarms.value <= 0.04


def test_voices_of_twelve_clinics_raise_few_false_alarms():
    """What is caught of them stands in docs/claims.md; it must not become less."""
    counts = measured("third_held_out.jsonl").overall
    assert counts.false_alarms.value <= 0.03
    assert counts.recall.value >= 0.85


def test_sentences_of_another_hand_are_caught_as_often_as_measured():
    """The aim is missed here, and docs/claims.md says by how much; it must not become worse."""
    counts = measured("fourth_held_out.jsonl").overall
    assert counts.recall.value >= 0.8
    assert counts.false_alarms.value <= 0.08


HELD_OUT = ("held_out.jsonl", "second_held_out.jsonl", "third_held_out.jsonl", "fourth_held_out.jsonl")


def test_no_held_out_sentence_was_learned():
    learned = {example.text for example in examples()}
    seen = [
        row["text"]
        for name in (*HELD_OUT, "fixtures.jsonl")
        for row in map(json.loads, (FOLDER / name).read_text().splitlines())
        if row["text"] in learned
    ]
    assert seen == []
