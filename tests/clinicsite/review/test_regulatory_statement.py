"""The dates of a regulator's statement."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinicsite.review.models import RegulatoryStatement
from tests.factories.review import RegulatoryStatementFactory
from tests.factories.users import UserFactory


def statement(**values):
    return RegulatoryStatementFactory.build(**values)


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("stated_on", {"stated_on": days(1)}),
        ("valid_until", {"stated_on": days(0), "valid_until": days(-1)}),
        ("valid_until", {"valid_until": days(800)}),
        ("drugs", {"drugs": " , "}),
    ],
)
def test_impossible_statement_is_refused(field, values):
    with pytest.raises(ValidationError) as raised:
        statement(**values).clean()
    assert set(raised.value.message_dict) == {field}


@pytest.mark.parametrize(("until", "is_valid"), [(0, True), (-1, False)])
def test_last_day_counts(until, is_valid):
    assert statement(stated_on=days(-10), valid_until=days(until)).is_valid is is_valid


def test_usual_words_are_looked_for_where_none_are_written():
    assert "fibromyalgia" in statement(conditions="").looked_for


@pytest.mark.django_db
def test_statement_that_was_followed_by_another_asks_for_nothing():
    RegulatoryStatementFactory(valid_until=days(3))
    assert RegulatoryStatement.objects.ending_by(days(30)).count() == 1
    RegulatoryStatementFactory(valid_until=days(300))
    assert RegulatoryStatement.objects.ending_by(days(30)).count() == 0


@pytest.mark.django_db
def test_statement_needs_an_owner_in_the_admin():
    with pytest.raises(ValidationError) as raised:
        RegulatoryStatementFactory().full_clean()
    assert set(raised.value.message_dict) == {"owner"}
    RegulatoryStatementFactory(owner=UserFactory()).full_clean()
