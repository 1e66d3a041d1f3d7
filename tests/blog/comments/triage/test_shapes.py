import pytest

from blog.comments.triage.shapes import shapes


def fact(text: str, kind: str) -> str:
    """The first fact of a kind, without the facts it is paired with."""
    return next(each for each in shapes(text) if each.startswith(f"{kind}:") and " " not in each)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("I met Gloria Sample there.", "who:100"),
        ("Gloria Sample and Peter Sample came along.", "who:200"),
        ("Mrs Sample was kind.", "who:110"),
        ("Nurse Sample was kind.", "who:101"),
        ("The New York clinic is far.", "who:000"),
        ("Chronic Pain Society has a page.", "who:000"),
    ],
)
def test_names_in_capitals_are_told_from_places(text, who):
    assert fact(text, "who") == who


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("no digits", "number:none0"),
        ("12 people", "number:few0"),
        ("in 2019", "number:year0"),
        ("chart 0048291", "number:id0"),
        ("call 202 555 0114", "number:phone0"),
        ("ref KX-20931", "number:id1"),
    ],
)
def test_numbers_are_told_by_their_size(text, number):
    assert fact(text, "number") == number


def test_date_hour_and_weekday_are_seen():
    assert fact("on Friday 12/04 at 9:40", "time") == "time:111"


def test_only_the_beginning_of_a_long_text_counts():
    assert fact("word " * 1000 + "Gloria Sample", "who") == "who:000"
