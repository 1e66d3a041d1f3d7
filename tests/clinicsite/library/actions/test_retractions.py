"""What a list of retracted papers does to the library."""

import datetime

import pytest
from wagtail.models import ModelLogEntry

from clinicsite.library.actions import mark_retractions
from clinicsite.library.actions.retractions import matches_of
from clinicsite.library.errors import NotAllowed
from clinicsite.library.retraction_list import Retraction
from tests.factories.library import ReferenceFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 3, 7)


def notice(doi="", pmid="", is_withdrawn=True, on=DAY, line=2):
    return Retraction(line, doi, pmid, "Error", on, is_withdrawn)


@pytest.mark.parametrize("identifier", [{"doi": "10.1000/x"}, {"pmid": "31082965"}])
def test_reference_of_the_list_is_marked(superuser, identifier):
    reference = ReferenceFactory(**identifier)
    mark_retractions(notices=[notice(**identifier)], user=superuser)
    reference.refresh_from_db()
    assert (reference.is_retracted, reference.retracted_on, reference.retraction_reason) == (True, DAY, "Error")


def test_other_references_stay(superuser):
    reference = ReferenceFactory(doi="10.1000/y")
    mark_retractions(notices=[notice(doi="10.1000/x")], user=superuser)
    reference.refresh_from_db()
    assert not reference.is_retracted


def test_reference_without_a_number_is_in_no_list():
    ReferenceFactory()
    assert matches_of([notice(doi="10.1000/x")]) == []


def test_reinstated_paper_stands_again(superuser):
    reference = ReferenceFactory(doi="10.1000/x", is_retracted=True, retraction_reason="Error")
    mark_retractions(notices=[notice(doi="10.1000/x", is_withdrawn=False)], user=superuser)
    reference.refresh_from_db()
    assert (reference.is_retracted, reference.retraction_reason) == (False, "")


def test_last_notice_about_a_paper_counts():
    ReferenceFactory(doi="10.1000/x")
    later = datetime.date(2025, 1, 1)
    back = notice(doi="10.1000/x", is_withdrawn=False, on=later)
    assert matches_of([back, notice(doi="10.1000/x")])[0].notice == back


def test_second_run_changes_nothing(superuser):
    ReferenceFactory(doi="10.1000/x")
    mark_retractions(notices=[notice(doi="10.1000/x")], user=superuser)
    assert mark_retractions(notices=[notice(doi="10.1000/x")], user=superuser) == []


def test_change_is_logged_with_the_reason(superuser):
    reference = ReferenceFactory(doi="10.1000/x")
    mark_retractions(notices=[notice(doi="10.1000/x")], user=superuser)
    entry = ModelLogEntry.objects.get(object_id=str(reference.pk), action="library.mark_retraction")
    assert "Error" in entry.message


def test_person_without_the_right_may_not():
    with pytest.raises(NotAllowed):
        mark_retractions(notices=[], user=UserFactory())


def test_long_list_costs_one_query(django_assert_num_queries):
    ReferenceFactory(doi="10.1000/x")
    with django_assert_num_queries(1):
        matches_of([notice(doi=f"10.1000/{number}") for number in range(5000)])
