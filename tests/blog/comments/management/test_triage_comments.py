import json

import pytest
from django.core.management import CommandError, call_command

COMMENT = {"text": "I want to kill myself", "author": "Wren", "url": "", "id": 7}


@pytest.fixture
def paths(tmp_path):
    return tmp_path / "in.jsonl", tmp_path / "out.jsonl"


def run(paths, *lines: bytes) -> list[dict]:
    source, target = paths
    source.write_bytes(b"\n".join(lines) + b"\n")
    call_command("triage_comments", source, output=target)
    return [json.loads(line) for line in target.read_text().splitlines()]


def test_comment_gets_its_labels_lane_score_and_reasons(paths):
    (row,) = run(paths, json.dumps(COMMENT).encode())
    assert row["labels"] == ["crisis"]
    assert row["lane"] == "crisis"
    assert 0 <= row["spam_score"] <= 1
    assert row["reasons"][0]["words"]


def test_whatever_else_was_there_is_kept(paths):
    (row,) = run(paths, json.dumps(COMMENT).encode())
    assert {name: row[name] for name in COMMENT} == COMMENT


def test_ordinary_comment_has_an_empty_list_of_labels(paths):
    (row,) = run(paths, b'{"text": "Thank you for this clear article."}')
    assert (row["labels"], row["lane"]) == ([], "rest")


def test_name_and_link_are_judged_with_the_text(paths):
    text = "Great post, I will bookmark your blog and come back."
    (row,) = run(
        paths,
        json.dumps({"text": text, "author": "casino bonus online", "url": "http://casino.example"}).encode(),
    )
    assert "spam" in row["labels"]


def test_rows_keep_their_order(paths):
    rows = run(paths, *[json.dumps({"text": "Thanks", "id": number}).encode() for number in range(5)])
    assert [row["id"] for row in rows] == [0, 1, 2, 3, 4]


def test_empty_file_gives_an_empty_file(paths):
    assert run(paths, b"") == []


def test_bad_line_does_not_cost_its_neighbours(paths, capsys):
    with pytest.raises(CommandError, match="1 lines could not be read"):
        run(paths, b'{"text": "Thanks"}', b"nonsense", b'{"text": "Cheers"}')
    rows = [json.loads(line) for line in paths[1].read_text().splitlines()]
    assert [row["text"] for row in rows] == ["Thanks", "Cheers"]


def test_bad_line_is_named(paths, capsys):
    with pytest.raises(CommandError):
        run(paths, b'{"text": "Thanks"}', b"nonsense")
    assert "Line 2:" in capsys.readouterr().err


def test_bad_line_is_kept_aside_as_it_was(paths):
    with pytest.raises(CommandError):
        run(paths, b"\xff nonsense")
    assert paths[1].with_name("out.jsonl.rejected").read_bytes() == b"\xff nonsense\n"


def test_missing_file_is_said_plainly(paths):
    with pytest.raises(CommandError, match="No such file"):
        call_command("triage_comments", paths[0], output=paths[1])


def test_failed_run_leaves_the_earlier_output_alone(paths):
    paths[1].write_text("earlier")
    with pytest.raises(CommandError):
        call_command("triage_comments", paths[0], output=paths[1])
    assert paths[1].read_text() == "earlier"


def test_output_may_not_be_the_input(paths):
    paths[0].write_text('{"text": "Thanks"}\n')
    with pytest.raises(CommandError, match="overwrite the input"):
        call_command("triage_comments", paths[0], output=paths[0])
    assert paths[0].read_text() == '{"text": "Thanks"}\n'
