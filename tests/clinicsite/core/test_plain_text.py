import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicsite.core.plain_text import MAX_COMBINING_MARKS, clean_name, clean_text, is_blank, paragraphs

ANY_TEXT = st.text(alphabet=st.characters(codec=None, exclude_categories=()))
NASTY = st.text(alphabet=st.sampled_from("ab \n\r\t\0\x1b\x85\u200b\u200d\u202e\u2066\ufeff\u0301\u0489\u3164\u2028e"))
EITHER = ANY_TEXT | NASTY


@given(EITHER)
def test_cleaned_text_stays_as_it_is_when_cleaned_again(text):
    assert clean_text(clean_text(text)) == clean_text(text)


@given(EITHER)
def test_cleaned_name_stays_as_it_is_when_cleaned_again(name):
    assert clean_name(clean_name(name)) == clean_name(name)


@given(EITHER)
def test_cleaned_text_is_in_normal_form(text):
    assert unicodedata.is_normalized("NFC", clean_text(text))


@given(EITHER)
def test_cleaned_text_holds_no_control_but_newline_and_tab(text):
    assert [c for c in clean_text(text) if unicodedata.category(c) == "Cc" and c not in "\n\t"] == []


@given(EITHER)
def test_cleaned_text_holds_nothing_that_reorders_or_hides(text):
    hidden = set("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u061c") | {chr(c) for c in range(0x202A, 0x202F)}
    hidden |= {chr(c) for c in range(0x2066, 0x206A)}
    assert hidden & set(clean_text(text)) == set()


@given(EITHER)
def test_cleaned_text_can_be_stored(text):
    clean_text(text).encode("utf-8")


@given(EITHER)
def test_cleaned_text_has_few_marks_a_character(text):
    run = 0
    for character in clean_text(text):
        run = run + 1 if unicodedata.category(character)[0] == "M" else 0
        assert run <= MAX_COMBINING_MARKS


@given(EITHER)
def test_cleaned_text_is_empty_or_visible(text):
    cleaned = clean_text(text)
    assert cleaned == "" or not is_blank(cleaned)


@given(EITHER)
def test_cleaned_text_has_no_empty_paragraph(text):
    cleaned = clean_text(text)
    assert cleaned == "" or all(paragraph.strip() for paragraph in paragraphs(cleaned))


@given(EITHER)
def test_cleaned_name_is_one_line(name):
    assert "\n" not in clean_name(name)


@given(st.text(alphabet="abcdefghij ", min_size=1))
def test_ordinary_words_are_kept(text):
    assert clean_text(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n\n", "\u200b", "\u200b\u200d\ufeff", "\u202e", "\u3164", "\u2800", "\u0301", "\u00ad",
        "\u115f\u1160", "\u00a0", "\0", "\U000e0041",
    ],
)  # fmt: skip
def test_text_that_shows_nothing_counts_as_empty(text):
    assert clean_text(text) == ""
    assert clean_name(text) == ""


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("one\r\ntwo", "one\ntwo"),
        ("one\rtwo", "one\ntwo"),
        ("one\u2028two", "one\ntwo"),
        ("one\n\n\n\n\ntwo", "one\n\ntwo"),
        ("one\n \t \ntwo", "one\n\ntwo"),
        ("a\0b", "ab"),
        ("a\x1b[31mb", "a[31mb"),
        ("pay\u202egnp.exe", "paygnp.exe"),
        ("e\u0301", "é"),
        ("zero\u200bwidth", "zerowidth"),
        ("x" + "\u0301" * 40, "x" + "\u0301" * 8),
        ("a\ud800b", "ab"),
        ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
        ("tab\there", "tab\there"),
        ("⚕️ fine", "⚕️ fine"),
    ],
)
def test_text_is_stored_as(typed, stored):
    assert clean_text(typed) == stored


def test_name_becomes_one_line():
    assert clean_name("  Jon \n P. ") == "Jon P."


def test_empty_lines_make_paragraphs():
    assert paragraphs("one\ntwo\n\nthree") == ["one\ntwo", "three"]
