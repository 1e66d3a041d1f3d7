"""Mail before a decision ends."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from clinicsite.background.models import OutgoingMail
from clinicsite.review.actions import remind_of_ends
from tests.factories.pages import ArticlePageFactory
from tests.factories.review import ClaimOverrideFactory, RegulatoryStatementFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def recipients():
    return {mail.recipient for mail in OutgoingMail.objects.all()}


def test_maker_and_owner_of_the_page_are_told():
    owner, maker = UserFactory(), UserFactory()
    ClaimOverrideFactory(page=ArticlePageFactory(owner=owner, title="Nerves"), made_by=maker, expires_on=days(10))
    assert remind_of_ends() == 2
    assert recipients() == {owner.email, maker.email}
    text = OutgoingMail.objects.first().text
    assert "Nerves" in text
    assert f"{days(11):%Y}" in text


def test_nobody_is_told_twice():
    ClaimOverrideFactory(expires_on=days(10))
    assert (remind_of_ends(), remind_of_ends()) == (1, 0)


@pytest.mark.parametrize("number", [31, -1])
def test_what_ends_later_or_has_ended_makes_no_mail(number):
    ClaimOverrideFactory(expires_on=days(number))
    assert remind_of_ends() == 0


def test_mail_holds_no_words_of_the_claim():
    ClaimOverrideFactory(expires_on=days(3), words="cures everybody")
    remind_of_ends()
    assert "cures everybody" not in OutgoingMail.objects.get().text


def test_owner_of_a_statement_is_told():
    owner = UserFactory()
    RegulatoryStatementFactory(owner=owner, title="What the regulator says", valid_until=days(10))
    remind_of_ends()
    assert recipients() == {owner.email}
    assert "What the regulator says" in OutgoingMail.objects.get().text


def test_where_the_people_are_gone_those_who_may_decide_are_told():
    decider = UserFactory()
    decider.groups.create(name="Deciders").permissions.add(Permission.objects.get(codename="override_claim"))
    ClaimOverrideFactory(made_by=UserFactory(is_active=False), expires_on=days(10))
    remind_of_ends()
    assert recipients() == {decider.email}


def test_one_person_gets_one_mail_about_everything():
    maker = UserFactory()
    ClaimOverrideFactory.create_batch(3, made_by=maker, expires_on=days(10))
    assert remind_of_ends() == 1
    assert OutgoingMail.objects.get().subject == "3 decisions end soon"
