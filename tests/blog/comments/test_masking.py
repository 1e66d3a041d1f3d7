import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.comments.masking import Part, masked, parts, spans_within

TEXT = "Call me on 555-0134 or write."
PHONE = [11, 19, "phone"]


def test_a_detail_is_covered_by_words_that_name_its_kind():
    assert masked(TEXT, [PHONE]) == "Call me on [phone hidden] or write."


def test_an_unknown_kind_is_covered_too():
    assert masked(TEXT, [[11, 19, "shoe size"]]) == "Call me on [detail hidden] or write."


def test_parts_keep_plain_words_apart_from_covers():
    assert parts(TEXT, [PHONE]) == [Part("Call me on "), Part("[phone hidden]", "phone"), Part(" or write.")]


def test_overlapping_details_are_covered_once():
    assert masked(TEXT, [PHONE, [15, 22, "email"]]) == "Call me on [phone hidden] write."


@pytest.mark.parametrize("span", [[25, 900, "phone"], [-5, 4, "phone"]])
def test_a_span_beyond_the_text_is_cut(span):
    assert "[phone hidden]" in masked(TEXT, [span])


@pytest.mark.parametrize("span", [[9, 3, "phone"], [900, 950, "phone"], [None, 3, "x"], [1], "ab", 7, ["a", "b", "c"]])
def test_a_span_that_says_nothing_usable_is_left_out(span):
    assert masked(TEXT, [span]) == TEXT


@pytest.mark.parametrize("nothing", [None, [], ()])
def test_without_details_the_text_stays(nothing):
    assert parts(TEXT, nothing) == [Part(TEXT)]


def test_an_empty_text_has_one_empty_part():
    assert parts("", [PHONE]) == [Part("")]


@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70), st.just("phone")), max_size=6)
)
def test_no_character_of_a_detail_is_left_and_every_other_one_is(text, spans):
    covered = {place for start, end, _kind in spans_within(text, spans) for place in range(start, end)}
    kept = "".join(character for place, character in enumerate(text) if place not in covered)
    assert "".join(part.text for part in parts(text, spans) if not part.kind) == kept
