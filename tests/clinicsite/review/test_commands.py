"""`manage.py check_claims` and `manage.py evaluate_claims`."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from clinicsite.review.models import ClaimsCheck
from tests.factories.pages import ArticlePageFactory, story


def run(*arguments) -> str:
    out = StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


def lines_of(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture
def claim(db):
    return ArticlePageFactory(body=story(("text", "<p>Ketamine cures.</p>")))


def test_every_published_page_is_checked(claim):
    draft = ArticlePageFactory(live=False)
    run("check_claims", "--all")
    checked = set(ClaimsCheck.objects.values_list("page_id", flat=True))
    assert claim.pk in checked
    assert draft.pk not in checked


def test_one_page_is_checked(claim):
    assert "block B01" in run("check_claims", "--page", claim.pk)
    assert ClaimsCheck.objects.count() == 1


def test_missing_page_is_named(db):
    with pytest.raises(CommandError, match="4711"):
        run("check_claims", "--page", 4711)


def test_file_is_checked(db, tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("Ketamine cures.")
    assert "block B01 Benefit, text:9: cures" in run("check_claims", "--file", path)


def test_missing_file_is_named(db, tmp_path):
    with pytest.raises(CommandError, match=r"none\.txt"):
        run("check_claims", "--file", tmp_path / "none.txt")


@pytest.fixture
def texts(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": 7, "text": "Ketamine cures."}\n\n{"text": "The clinic opens at eight."}\n')
    return path


def test_findings_are_added_to_json_lines(db, texts, tmp_path):
    run("check_claims", "--jsonl", texts, "--output", tmp_path / "out.jsonl")
    first, second = lines_of(tmp_path / "out.jsonl")
    assert first["id"] == 7
    found = first["findings"][0]
    assert (found["rule"], found["kind"], found["severity"]) == ("B01", "efficacy", "block")
    assert second["findings"] == []


@pytest.mark.parametrize("bad", [b"{", b"[]", b'{"text": 3}', b"{}", b'\xff{"text": "x"}'])
def test_bad_line_is_kept_and_reported_and_the_others_are_checked(db, texts, tmp_path, bad):
    texts.write_bytes(bad + b"\n" + texts.read_bytes())
    with pytest.raises(CommandError, match="1 lines could not be read"):
        run("check_claims", "--jsonl", texts, "--output", tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl.rejected").read_bytes() == bad + b"\n"
    assert len(lines_of(tmp_path / "out.jsonl")) == 2


def test_output_does_not_overwrite_the_input(db, texts):
    with pytest.raises(CommandError, match="overwrite"):
        run("check_claims", "--jsonl", texts, "--output", texts)


def test_output_has_to_be_named(db, texts):
    with pytest.raises(CommandError, match="--output"):
        run("check_claims", "--jsonl", texts)


@pytest.fixture
def labeled(tmp_path):
    path = tmp_path / "labeled.jsonl"
    rows = [
        {"text": "Ketamine cures pain.", "label": "risky", "kind": "efficacy"},
        {"text": "The bus stops here at nine.", "label": "risky", "kind": "access"},
        {"text": "The nurse checks your pulse.", "label": "fine", "kind": "safety"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def test_recall_and_precision_are_printed(labeled):
    assert "0.500 (1/2)" in run("evaluate_claims", labeled).splitlines()[1]


def test_figures_by_kind_as_json(labeled):
    figures = json.loads(run("evaluate_claims", labeled, "--json"))
    assert figures["by_kind"]["efficacy"]["recall"]["rate"] == 1.0
    assert figures["overall"]["precision"]["rate"] == 1.0
    assert figures["overall"]["false_alarms"]["count"] == 0


def test_what_was_missed_can_be_listed(labeled):
    assert "The bus stops here" in run("evaluate_claims", labeled, "--wrong")


def test_line_without_a_known_label_is_left_out_and_named(labeled):
    labeled.write_text('{"text": "x", "label": "perhaps"}')
    with pytest.raises(CommandError, match="1 lines were left out"):
        run("evaluate_claims", labeled)
