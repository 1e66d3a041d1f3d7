"""Whom an alert reaches, how often, and what its log says of it."""

import datetime

import pytest
from django.utils import timezone
from wagtail.log_actions import registry as log_registry
from wagtail.models import Site

from blog.comments.actions.alerts import (
    escalate_unanswered,
    next_escalation,
    raise_alert,
    reply_privately,
)
from blog.comments.errors import ReplyRefused
from blog.comments.models import CommentsSettings, UrgentAlert
from clinicsite.background.models import OutgoingMail
from tests.factories.commenters import make_commenter
from tests.factories.comments import AnswererFactory, CommentFactory, OnCallShiftFactory, UrgentAlertFactory
from tests.factories.users import UserFactory

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def settings_row(article):
    return CommentsSettings.objects.create(
        site=Site.objects.get(is_default_site=True), alert_minutes=15, alert_email="duty@example.org"
    )


@pytest.fixture
def comment(article):
    return CommentFactory(
        page=article, author_name="Secret Name", text="I want to end it tonight.", labels="crisis,pii", lane="crisis"
    )


@pytest.fixture
def person(db):
    return AnswererFactory()


def recipients():
    return sorted(mail.recipient for mail in OutgoingMail.objects.all())


def told(alert):
    return [str(entry.message) for entry in log_registry.get_logs_for_instance(alert).order_by("pk")]


def test_without_rota_and_address_everybody_who_may_answer_is_told(comment):
    one, other = AnswererFactory(), AnswererFactory()
    UserFactory()
    raise_alert(comment=comment)
    assert recipients() == sorted([one.email, other.email])
    assert "Everybody who may answer is told instead" in OutgoingMail.objects.first().text


def test_whoever_may_answer_but_is_inactive_is_not_told(comment):
    AnswererFactory(is_active=False)
    kept = AnswererFactory()
    raise_alert(comment=comment)
    assert recipients() == [kept.email]


def test_an_address_that_is_set_spares_everybody_else(comment, settings_row):
    AnswererFactory()
    raise_alert(comment=comment)
    assert recipients() == ["duty@example.org"]
    assert "This address is told instead" in OutgoingMail.objects.get().text


def test_the_log_says_how_many_addresses_were_told(comment, settings_row):
    OnCallShiftFactory()
    OnCallShiftFactory()
    assert told(raise_alert(comment=comment)) == ["Raised; 2 addresses were told"]


def test_the_log_says_that_nobody_was_told(comment):
    alert = raise_alert(comment=comment)
    assert told(alert) == ["Raised; nobody was told: there was no address to write to"]


def test_the_log_of_a_repeated_call_says_how_many(comment, settings_row):
    alert = raise_alert(comment=comment)
    escalate_unanswered(timezone.now() + 16 * MINUTE)
    assert told(alert)[-1] == "Nobody had answered; 1 address was told"


def test_an_alert_calls_no_more_often_than_the_setting_says(comment, settings_row):
    CommentsSettings.objects.update(alert_calls=2)
    raise_alert(comment=comment)
    now = timezone.now()
    called = [escalate_unanswered(now + hours * 60 * MINUTE) for hours in range(1, 6)]
    assert called == [1, 1, 0, 0, 0]


def test_an_alert_that_calls_no_more_stays_open(comment, settings_row):
    CommentsSettings.objects.update(alert_calls=1)
    alert = raise_alert(comment=comment)
    escalate_unanswered(timezone.now() + 60 * MINUTE)
    alert.refresh_from_db()
    assert next_escalation(alert, CommentsSettings.objects.get()) is None
    assert UrgentAlert.objects.unanswered().exists()


def test_a_private_reply_makes_no_promise(article, person):
    comment = CommentFactory(page=article, labels="crisis", commenter=make_commenter())
    alert = UrgentAlertFactory(comment=comment)
    with pytest.raises(ReplyRefused):
        reply_privately(alert=alert, person=person, text="We guarantee that this gets better.")
