"""People: names, credentials and the order of the team."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from clinicsite.people.models import Credential, TeamMemberPage
from tests.factories.people import CredentialFactory, TeamIndexPageFactory, TeamMemberPageFactory


def test_full_name_carries_the_letters():
    assert TeamMemberPage(title="Amara Okafor", honorific_suffix="MD").full_name == "Amara Okafor, MD"


def test_full_name_without_letters_is_the_name():
    assert TeamMemberPage(title="Amara Okafor").full_name == "Amara Okafor"


@pytest.mark.parametrize(
    ("name", "initials"), [("Amara Okafor", "AO"), ("Mary Jane van Dyke", "MD"), ("Prince", "PP"), ("", "")]
)
def test_initials_are_of_the_first_and_last_name(name, initials):
    assert TeamMemberPage(title=name).initials == initials


def test_subjects_are_the_lines_with_words():
    assert TeamMemberPage(subjects="Nerve pain\n\n  Sleep \n").subject_list == ["Nerve pain", "Sleep"]


@pytest.mark.parametrize(
    ("expires_on", "is_expired"),
    [
        (None, False),
        (datetime.date(2027, 3, 2), False),
        (datetime.date(2027, 3, 1), False),
        (datetime.date(2027, 2, 28), True),
    ],
)
def test_credential_is_expired_from_the_day_after_its_last(expires_on, is_expired):
    with time_machine.travel(datetime.datetime(2027, 3, 1, 20, tzinfo=datetime.UTC)):
        assert Credential(expires_on=expires_on).is_expired is is_expired


def test_credential_expires_by_the_clinics_clock_not_by_utc():
    """At 6 am UTC on March 2 it is still the evening of March 1 in Los Angeles."""
    with time_machine.travel(datetime.datetime(2027, 3, 2, 6, tzinfo=datetime.UTC)):
        assert not Credential(expires_on=datetime.date(2027, 3, 1)).is_expired


def test_interests_must_be_declared(db):
    person = TeamMemberPageFactory()
    person.declared_interests = ""
    with pytest.raises(ValidationError) as error:
        person.full_clean()
    assert list(error.value.message_dict) == ["declared_interests"]


def test_credentials_belong_to_their_person(db):
    credential = CredentialFactory()
    CredentialFactory()
    assert list(credential.person.credentials.all()) == [credential]


@pytest.fixture
def team(home):
    return TeamIndexPageFactory(parent=home)


def members_of(team):
    return [member.title for member in team.get_context(RequestFactory().get("/team/"))["members"]]


def test_team_is_in_the_order_of_the_tree(team):
    first, last = (TeamMemberPageFactory(parent=team, title=title) for title in ("Ana", "Zoe"))
    last.move(first, pos="left")
    assert members_of(team) == ["Zoe", "Ana"]


def test_team_hides_unpublished_people(team):
    TeamMemberPageFactory(parent=team, live=False)
    assert members_of(team) == []


def test_team_hides_private_people(team):
    member = TeamMemberPageFactory(parent=team)
    PageViewRestriction.objects.create(page=member, restriction_type=PageViewRestriction.LOGIN)
    assert members_of(team) == []


def test_team_shows_nobody_of_another_team(team, home):
    TeamMemberPageFactory(parent=TeamIndexPageFactory(parent=home))
    assert members_of(team) == []


def test_team_needs_one_query(team, django_assert_num_queries):
    TeamMemberPageFactory.create_batch(3, parent=team)
    with django_assert_num_queries(1):
        assert [member.photo for member in TeamMemberPage.objects.for_list(team)] == [None, None, None]
