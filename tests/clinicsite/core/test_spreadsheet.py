import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicsite.core.spreadsheet import plain_cell, read_csv, safe_cell, write_csv


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "  =cmd", "\ufeff=1", "＝1"])
def test_no_cell_is_a_formula(formula):
    assert safe_cell(formula).startswith("'")


@pytest.mark.parametrize("words", ["ketamine", "a=b", "1-2", "", "'quoted'"])
def test_plain_words_stay_as_they_are(words):
    assert safe_cell(words) == words


@given(st.text(max_size=30))
def test_a_cell_comes_back_as_it_went(text):
    assert plain_cell(safe_cell(text)) == text or text.startswith("'")


def test_a_file_is_written_so_that_spreadsheets_know_it_is_utf_8():
    assert write_csv(["a"], [["é"]]).startswith("\ufeffa\r\n")


def test_rows_come_back_with_their_lines():
    assert list(read_csv(write_csv(["phrase"], [["=x"], ["y"]]))) == [(1, ["phrase"]), (2, ["=x"]), (3, ["y"])]


@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_the_divider_is_found(divider):
    assert list(read_csv(f"a{divider}b\n")) == [(1, ["a", "b"])]


def test_blank_lines_are_passed_over():
    assert list(read_csv("a\n\n ,\nb")) == [(1, ["a"]), (4, ["b"])]


def test_every_cell_of_a_written_file_is_safe():
    rows = list(csv.reader(io.StringIO(write_csv(["=h"], [["=a", "-b"]]).removeprefix("\ufeff"))))
    assert rows == [["'=h"], ["'=a", "'-b"]]
