import json

import pytest
from django.core.management import CommandError, call_command

LINES = [
    {"text": "I want to kill myself", "label": "crisis"},
    {"text": "The sky was blue over the harbour today", "label": "emergency"},
    {"text": "Thank you for this clear article.", "label": "ham"},
]


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "labelled.jsonl"
    found.write_text("".join(json.dumps(line) + "\n" for line in LINES))
    return found


def as_json(capsys, path, **options) -> dict:
    call_command("evaluate_triage", path, json=True, plain=True, **options)
    return json.loads(capsys.readouterr().out)


def test_caught_rate_is_counted_by_label(capsys, path):
    labels = as_json(capsys, path)["labels"]
    assert (labels["crisis"]["caught"]["rate"], labels["emergency"]["caught"]["rate"]) == (1.0, 0.0)


def test_false_alarms_are_counted_among_ordinary_comments(capsys, path):
    found = as_json(capsys, path)["labels"]["crisis"]["false_alarms_among_ham"]
    assert (found["count"], found["total"]) == (0, 1)


def test_drug_sales_and_spam_are_counted_together(capsys, path):
    assert as_json(capsys, path)["drug_sale_and_spam"]["caught"]["total"] == 0


def test_json_tells_whether_the_encoder_was_used(capsys, path):
    assert as_json(capsys, path)["sentence_encoder"] is False


def test_table_has_a_line_a_label(capsys, path):
    call_command("evaluate_triage", path, plain=True)
    out = capsys.readouterr().out
    assert "1.000 (1/1)" in next(line for line in out.splitlines() if line.startswith("crisis"))


def test_wrongly_judged_comments_are_listed_on_request(capsys, path):
    (wrong,) = as_json(capsys, path, wrong=True)["wrong"]
    assert (wrong["line"], wrong["label"]) == (2, "emergency")


def test_comments_are_not_shown_unless_asked_for(capsys, path):
    call_command("evaluate_triage", path, plain=True)
    assert "harbour" not in capsys.readouterr().out


def test_line_without_a_label_is_left_out_and_named(capsys, path):
    path.write_text(path.read_text() + '{"text": "Hello"}\n')
    with pytest.raises(CommandError, match="1 lines were left out"):
        call_command("evaluate_triage", path, plain=True)
    captured = capsys.readouterr()
    assert "Line 4:" in captured.err
    assert "1.000 (1/1)" in captured.out


def test_missing_file_is_said_plainly(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("evaluate_triage", tmp_path / "nowhere.jsonl", plain=True)
