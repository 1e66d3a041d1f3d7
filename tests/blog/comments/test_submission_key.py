import datetime

import pytest

from blog.comments.submission_key import days_of, submission_key

SENT = {
    "page_id": 7,
    "parent_id": None,
    "author_name": "Jon P.",
    "text": "What about week 12?",
    "day": datetime.date(2026, 3, 9),
}


def test_same_sending_has_the_same_key():
    assert submission_key(**SENT) == submission_key(**SENT)


def test_spacing_and_case_make_no_other_sending():
    assert submission_key(**SENT) == submission_key(
        **SENT | {"text": " what  ABOUT week 12?\n", "author_name": "jon p."}
    )


@pytest.mark.parametrize(
    "difference",
    [
        {"page_id": 8},
        {"parent_id": 7},
        {"author_name": "Jon Q."},
        {"text": "What about week 13?"},
        {"day": datetime.date(2026, 3, 10)},
        {"author_name": "Jon P.what", "text": "about week 12?"},
    ],
)
def test_another_sending_has_another_key(difference):
    assert submission_key(**SENT) != submission_key(**SENT | difference)


def test_key_needs_the_secret(settings):
    before = submission_key(**SENT)
    settings.SECRET_KEY = "another secret"
    assert submission_key(**SENT) != before


def test_key_fits_its_column():
    assert len(submission_key(**SENT)) == 64


def test_sending_belongs_to_its_day_in_utc():
    evening = datetime.datetime.fromisoformat("2026-03-09T20:30:00-08:00")
    assert days_of(evening) == [datetime.date(2026, 3, 10)]


def test_sending_just_after_midnight_may_have_begun_the_day_before():
    after_midnight = datetime.datetime(2026, 3, 10, 0, 3, tzinfo=datetime.UTC)
    assert days_of(after_midnight) == [datetime.date(2026, 3, 10), datetime.date(2026, 3, 9)]
