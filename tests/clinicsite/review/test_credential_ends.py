"""Reviewers, and those who may change their pages, hear of a credential before it ends and when it has."""

import datetime

import pytest
from django.utils import timezone

from clinicsite.background.models import OutgoingMail
from clinicsite.people.models import TeamMemberPage
from clinicsite.review.credential_ends import remind_of_credentials
from tests.factories.people import CredentialFactory, TeamMemberPageFactory
from tests.factories.users import UserFactory, person_in

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def ends_in(days: int) -> datetime.date:
    return timezone.localdate(NOW) + datetime.timedelta(days=days)


@pytest.fixture
def person(home):
    page = TeamMemberPageFactory(title="Amara Sample", user=UserFactory(email="doctor@example.org"))
    CredentialFactory(person=page, number="EX-1", expires_on=ends_in(30))
    return page


def mails() -> list[str]:
    return sorted(mail.recipient for mail in OutgoingMail.objects.all())


def later(days: int) -> int:
    return remind_of_credentials(NOW + datetime.timedelta(days=days))


def test_person_and_those_who_may_change_the_page_are_told_thirty_days_before(person):
    people = [person_in(role) for role in ("Editors", "Compliance", "Administrators")]
    assert remind_of_credentials(NOW) == 1
    assert mails() == sorted(["doctor@example.org", *(user.email for user in people)])


@pytest.mark.parametrize("role", ["Contributors", "Clinical reviewers", "Marketers", "Moderators", "Front desk"])
def test_others_are_told_nothing(person, role):
    person_in(role)
    remind_of_credentials(NOW)
    assert mails() == ["doctor@example.org"]


def test_person_without_an_account_is_told_at_the_kept_address(person):
    TeamMemberPage.objects.update(user=None, review_email="kept@example.org")
    remind_of_credentials(NOW)
    assert mails() == ["kept@example.org"]


def test_closed_account_is_not_written_to(person):
    person.user.is_active = False
    person.user.save()
    remind_of_credentials(NOW)
    assert mails() == []


def test_subject_names_nobody_and_the_text_says_who_and_when(person):
    remind_of_credentials(NOW)
    mail = OutgoingMail.objects.get()
    assert "Amara" not in mail.subject
    assert "Amara Sample: Pain medicine, board certified, A board of examples. Ends after" in mail.text


def test_thirty_one_days_before_is_too_early(person):
    assert later(-1) == 0


def test_nobody_is_told_twice(person):
    remind_of_credentials(NOW)
    assert (later(1), len(mails())) == (0, 1)


def test_everybody_is_told_again_when_it_has_ended(person):
    remind_of_credentials(NOW)
    assert (later(30), later(31), later(32)) == (0, 1, 0)
    assert "Ended after" in OutgoingMail.objects.latest("pk").text


def test_publishing_the_team_page_tells_nobody_again(person):
    remind_of_credentials(NOW)
    TeamMemberPage.objects.get(pk=person.pk).save_revision().publish()
    assert later(1) == 0


def test_renewed_credential_is_told_of_when_it_ends_in_turn(person):
    remind_of_credentials(NOW)
    person.credentials.update(expires_on=ends_in(400))
    assert (later(1), later(370)) == (0, 1)


def test_credential_without_a_number_or_an_end_is_not_told_of(home):
    person = TeamMemberPageFactory(user=UserFactory())
    CredentialFactory(person=person, expires_on=ends_in(3))
    CredentialFactory(person=person, number="EX-1", expires_on=None)
    assert remind_of_credentials(NOW) == 0


def test_person_who_has_left_is_not_told_of(person):
    TeamMemberPage.objects.get(pk=person.pk).unpublish()
    assert remind_of_credentials(NOW) == 0
