import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.comments.triage.normal_form import normal_form, shadow
from tests.blog.comments.triage.hostile import HOSTILE

ANY_TEXT = st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("k3tamine", "ketamine"),
        ("k e t a m i n e", "ketamine"),
        ("K.E.T.A.M.I.N.E", "ketamine"),
        ("ke\u200btamine", "ketamine"),
        ("kеtаminе", "ketamine"),
        ("ＫＥＴＡＭＩＮＥ", "ketamine"),
        ("k\u0301e\u0301tamine", "ketamine"),
        ("freeeeee", "free"),
        ("300mg", "300mg"),
        ("b12", "b12"),
    ],
)
def test_shadow_undoes_disguises_and_leaves_amounts(typed, read):
    assert shadow(normal_form(typed)).text == read


def test_normal_form_keeps_case():
    assert normal_form("Dr Reyes").text == "Dr Reyes"


def test_span_of_a_copy_points_into_the_original():
    text = "say k e t a m i n e now"
    low = shadow(normal_form(text))
    start = low.text.index("ketamine")
    begin, end = low.span(start, start + len("ketamine"))
    assert text[begin:end] == "k e t a m i n e"


def test_empty_span_is_no_trouble():
    assert normal_form("").span(0, 0) == (0, 0)


@settings(deadline=None)
@given(ANY_TEXT)
def test_every_character_knows_where_it_came_from(text):
    low = shadow(normal_form(text))
    assert len(low.text) == len(low.origins)
    assert all(0 <= origin < len(text) for origin in low.origins)


@pytest.mark.parametrize("name", HOSTILE)
def test_copy_of_a_hostile_text_is_little_longer_than_the_limit(name):
    assert len(shadow(normal_form(HOSTILE[name])).text) <= 1.3 * 12_001
