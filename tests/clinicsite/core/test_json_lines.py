import json

import pytest

from clinicsite.core.json_lines import read_lines, rewrite_lines


def nothing_else(row: dict) -> str:
    return ""


def lines_of(*raw: bytes):
    return list(read_lines(raw, nothing_else))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{not json", "not JSON"),
        (b'"a text"', "not an object"),
        (b"[1]", "not an object"),
        (b"{}", "no `text`"),
        (b'{"text": null}', "`text` is not a text"),
        (b'{"text": 5}', "`text` is not a text"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_bad_line_is_explained(line, said):
    assert said in lines_of(line)[0].problem


def test_bad_line_has_no_row():
    assert lines_of(b"{}")[0].row is None


def test_reader_may_ask_for_more_than_a_text():
    (line,) = read_lines([b'{"text": "a"}'], lambda row: "it has no `label`.")
    assert line.complaint == "Line 1: it has no `label`."
    assert line.row is None


def test_bad_line_is_named_by_its_number():
    assert lines_of(b'{"text": "a"}\n', b"nonsense\n")[1].complaint.startswith("Line 2:")


def test_blank_line_is_passed_over():
    assert [line.number for line in lines_of(b"\n", b'{"text": "a"}', b"  \r\n")] == [2]


def test_mark_at_the_beginning_of_a_file_is_no_trouble():
    assert lines_of(b'\xef\xbb\xbf{"text": "a"}')[0].row == {"text": "a"}


@pytest.mark.parametrize("row", [b'{"text": "a"}', b'{"text": "a", "url": null}'])
def test_field_that_is_missing_reads_as_empty(row):
    assert lines_of(row)[0].field("url") == ""


@pytest.fixture
def paths(tmp_path):
    return tmp_path / "in.jsonl", tmp_path / "out.jsonl"


def rewrite(paths, *lines: bytes, rewritten=lambda line: {**line.row, "seen": True}):
    source, target = paths
    source.write_bytes(b"\n".join(lines) + b"\n")
    return rewrite_lines(source, target, read=lambda handle: read_lines(handle, nothing_else), rewritten=rewritten)


def test_every_line_is_rewritten_in_its_order(paths):
    result = rewrite(paths, b'{"text": "a"}', b'{"text": "b"}')
    assert [json.loads(line)["text"] for line in paths[1].read_text().splitlines()] == ["a", "b"]
    assert result.count == 2


def test_bad_lines_are_kept_aside_as_they_were(paths):
    result = rewrite(paths, b'{"text": "a"}', b"\xff nonsense\r")
    assert result.rejected.read_bytes() == b"\xff nonsense\n"
    assert [complaint[:7] for complaint in result.complaints] == ["Line 2:"]


def test_nothing_is_kept_aside_where_every_line_is_good(paths):
    assert not rewrite(paths, b'{"text": "a"}').rejected.exists()


def test_half_a_character_survives_in_ascii(paths):
    rewrite(paths, b'{"text": "\\ud800"}')
    assert json.loads(paths[1].read_text())["text"] == "\ud800"


def fail(line):
    raise RuntimeError("the judge broke")


def test_failed_run_leaves_the_earlier_output_alone(paths):
    paths[1].write_text("earlier")
    with pytest.raises(RuntimeError):
        rewrite(paths, b'{"text": "a"}', rewritten=fail)
    assert paths[1].read_text() == "earlier"


def test_failed_run_leaves_no_half_file(paths):
    with pytest.raises(RuntimeError):
        rewrite(paths, b'{"text": "a"}', rewritten=fail)
    assert [path.name for path in paths[0].parent.iterdir()] == ["in.jsonl"]
