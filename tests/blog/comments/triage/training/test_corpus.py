import random
import re
from dataclasses import replace

import pytest

from blog.comments.triage.labels import EVALUATED, HAM
from blog.comments.triage.training.corpus import examples, expand, written_comments

LABELS = [HAM, *EVALUATED]


@pytest.mark.parametrize("label", LABELS)
def test_same_seed_gives_the_same_comments(label):
    assert list(examples(label, 50, 1)) == list(examples(label, 50, 1))


@pytest.mark.parametrize("label", LABELS)
def test_no_bracket_or_brace_is_left_in_a_comment(label):
    assert [each.text for each in examples(label, 400, 2) if re.search(r"\{\w|\w\}|\[\w+\|", each.text)] == []


def test_choice_takes_one_of_its_words():
    assert expand("[red|blue]", random.Random(1)) in {"red", "blue"}  # noqa: S311


@pytest.mark.parametrize("label", LABELS)
def test_written_comments_of_every_label_are_there(label):
    assert len(written_comments(label)) > 50


@pytest.mark.parametrize("label", EVALUATED)
def test_written_comment_carries_its_label(label):
    assert all(label in each.labels for each in written_comments(label))


def test_written_ham_carries_no_label():
    assert {each.labels for each in written_comments(HAM)} == {frozenset()}


def test_retyped_comment_stays_in_the_group_of_its_source():
    first = written_comments(HAM)[0]
    assert replace(first, source=f"re{first.source}").group == first.group


def test_written_comment_and_template_of_one_number_are_not_one_group():
    assert written_comments(HAM)[0].group != next(examples(HAM, 1, 1)).group
