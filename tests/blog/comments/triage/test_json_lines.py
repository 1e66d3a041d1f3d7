import json

import pytest

from blog.comments.triage import judge, plain_engine
from blog.comments.triage.json_lines import judged, read_lines


def problem(line: bytes, **options) -> str:
    (found,) = read_lines([line], **options)
    return found.problem


@pytest.mark.parametrize("name", ["author", "url"])
def test_name_that_is_no_text_is_refused(name):
    assert f"`{name}` is not a text" in problem(b'{"text": "a", "%s": []}' % name.encode())


def test_missing_name_reads_as_empty():
    (line,) = read_lines([b'{"text": "a", "url": null}'])
    assert (line.field("author"), line.field("url")) == ("", "")


def test_label_is_asked_for_when_measuring():
    assert "`label` is none of" in problem(b'{"text": "a"}', with_label=True)


def test_unknown_label_is_refused_when_measuring():
    assert "`label` is none of" in problem(b'{"text": "a", "label": ["spam"]}', with_label=True)


def test_further_labels_have_to_be_a_list():
    assert "`also`" in problem(b'{"text": "a", "label": "spam", "also": "pii"}', with_label=True)


def test_judged_line_keeps_everything_else():
    line = judged({"text": "Thanks", "id": 7, "nested": {"a": [1]}}, judge("Thanks", engine=plain_engine()))
    assert line["nested"] == {"a": [1]}


def test_judged_line_adds_what_the_judge_says():
    line = judged({"text": "Thanks"}, judge("Thanks", engine=plain_engine()))
    assert {"labels", "lane", "spam_score", "reasons"} < set(line)


def test_what_the_judge_says_goes_into_json():
    line = judged({"text": "I want to kill myself"}, judge("I want to kill myself", engine=plain_engine()))
    assert json.loads(json.dumps(line))["labels"] == ["crisis"]
