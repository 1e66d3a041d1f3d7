"""Reminders of reviews: to author and owner, again and again, and to nobody too often."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from clinicsite.background.models import OutgoingMail
from clinicsite.review.models import ReviewSettings
from clinicsite.review.reminders import send_review_reminders
from tests.factories.people import TeamMemberPageFactory
from tests.factories.review import make_ready_article, sign_off
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
SIGNED = datetime.datetime(2026, 3, 3, 20, tzinfo=datetime.UTC)
DUE = SIGNED + 365 * DAY


@pytest.fixture
def article():
    with time_machine.travel(SIGNED, tick=False):
        page = make_ready_article(owner=UserFactory(), author=TeamMemberPageFactory(user=UserFactory()))
        sign_off(page)
        page.latest_revision.publish()
    page.refresh_from_db()
    return page


def recipients() -> list[str]:
    return sorted(mail.recipient for mail in OutgoingMail.objects.filter(purpose="review-reminder"))


def remind(moment) -> int:
    with time_machine.travel(moment, tick=False):
        return send_review_reminders()


def test_author_and_owner_are_reminded_a_month_before(article):
    remind(DUE - 30 * DAY)
    assert recipients() == sorted([article.author.user.email, article.owner.email])


def test_nobody_is_reminded_earlier(article):
    remind(DUE - 31 * DAY)
    assert recipients() == []


def test_nobody_is_reminded_twice_within_two_weeks(article):
    remind(DUE)
    assert remind(DUE + 13 * DAY) == 0


def test_reminder_repeats_until_somebody_reviews(article):
    assert [remind(DUE + 14 * number * DAY) for number in range(4)] == [1, 1, 1, 1]


def test_reminder_ends_with_the_review(article):
    remind(DUE)
    with time_machine.travel(DUE + DAY, tick=False):
        article.save_revision(user=UserFactory())
        sign_off(article)
    assert remind(DUE + 15 * DAY) == 0


def test_edited_article_is_reminded_of_at_once(article):
    with time_machine.travel(SIGNED + DAY, tick=False):
        article.title = "Edited"
        article.save_revision(user=UserFactory()).publish()
    assert remind(SIGNED + DAY) == 1


def test_one_person_who_is_both_gets_one_mail(article):
    article.owner = article.author.user
    article.save()
    remind(DUE)
    assert recipients() == [article.owner.email]


def test_closed_account_gets_no_mail(article):
    article.owner.is_active = False
    article.owner.save()
    remind(DUE)
    assert recipients() == [article.author.user.email]


def test_subject_names_neither_page_nor_person(article):
    remind(DUE)
    mail = OutgoingMail.objects.first()
    assert mail.subject == "A page waits for its medical review"
    assert article.title in mail.text


def test_settings_say_how_often(article):
    rules = ReviewSettings.for_site(article.get_site())
    rules.remind_every_days = 2
    rules.save()
    assert [remind(DUE), remind(DUE + DAY), remind(DUE + 2 * DAY)] == [1, 0, 1]


def test_day_is_the_one_of_the_clinics_time_zone(article):
    with timezone.override("America/Los_Angeles"):
        first = datetime.datetime(2027, 2, 1, 8, tzinfo=datetime.UTC)
        assert (remind(first - datetime.timedelta(minutes=1)), remind(first)) == (0, 1)
