import json

import pytest

from blog.comments.triage import judge, plain_engine
from blog.comments.triage.json_lines import judged, read_lines


def problem(line: bytes, **options) -> str:
    (found,) = read_lines([line], **options)
    return found.problem


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{not json", "not JSON"),
        (b'"a text"', "not an object"),
        (b"[1]", "not an object"),
        (b"{}", "no `text`"),
        (b'{"text": null}', "`text` is not a text"),
        (b'{"text": 5}', "`text` is not a text"),
        (b'{"text": "a", "author": []}', "`author` is not a text"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_bad_line_is_explained(line, said):
    assert said in problem(line)


def test_bad_line_is_named_by_its_number():
    found = list(read_lines([b'{"text": "a"}\n', b"nonsense\n"]))
    assert found[1].complaint.startswith("Line 2:")


def test_blank_line_is_passed_over():
    assert [line.number for line in read_lines([b"\n", b'{"text": "a"}', b"  \r\n"])] == [2]


def test_mark_at_the_beginning_of_a_file_is_no_trouble():
    (line,) = read_lines([b'\xef\xbb\xbf{"text": "a"}'])
    assert line.comment == {"text": "a"}


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
    assert json.loads(line)["nested"] == {"a": [1]}


def test_judged_line_adds_what_the_judge_says():
    line = judged({"text": "Thanks"}, judge("Thanks", engine=plain_engine()))
    assert {"labels", "lane", "spam_score", "reasons"} < set(json.loads(line))


def test_half_a_character_survives_in_ascii():
    comment = {"text": "\ud800"}
    assert json.loads(judged(comment, judge("\ud800", engine=plain_engine())))["text"] == "\ud800"
