import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from wagtail.models import Site

from blog.comments.actions.digest import send_digests
from blog.comments.models import CommentsSettings
from clinicsite.background.models import OutgoingMail
from tests.factories.comments import CommentFactory, UrgentAlertFactory

HERE = ZoneInfo("America/Los_Angeles")
MORNING = datetime.datetime(2027, 3, 1, 8, 0, tzinfo=HERE)


@pytest.fixture(autouse=True)
def settings_row(article):
    site = Site.objects.get(is_default_site=True)
    return CommentsSettings.objects.create(site=site, digest_email="desk@example.org")


@pytest.fixture
def waiting(article):
    return CommentFactory(
        page=article, author_name="Secret Name", text="Secret words.", lane="spam", urgency=8,
        waiting_since=MORNING - datetime.timedelta(hours=5),
    )  # fmt: skip


def test_the_digest_counts_by_lane_with_the_oldest_age(waiting):
    assert send_digests(MORNING) == 1
    mail = OutgoingMail.objects.get()
    assert mail.recipient == "desk@example.org"
    assert "Spam: 1, the oldest for 5\xa0hours" in mail.text
    assert "lane=spam" in mail.text


def test_the_digest_holds_no_word_and_no_name(waiting):
    send_digests(MORNING)
    mail = OutgoingMail.objects.get()
    assert "Secret" not in mail.text + mail.html + mail.subject


def test_nothing_waiting_means_no_mail(article):
    assert send_digests(MORNING) == 0


def test_before_eight_there_is_no_mail(waiting):
    assert send_digests(MORNING - datetime.timedelta(minutes=1)) == 0


def test_the_clock_is_that_of_the_site(waiting):
    with timezone.override("Asia/Tokyo"):
        pass
    assert send_digests(datetime.datetime(2027, 3, 1, 15, 59, tzinfo=datetime.UTC)) == 0
    assert send_digests(datetime.datetime(2027, 3, 1, 16, 0, tzinfo=datetime.UTC)) == 1


def test_a_day_has_one_digest(waiting):
    send_digests(MORNING)
    assert send_digests(MORNING + datetime.timedelta(hours=3)) == 0
    assert send_digests(MORNING + datetime.timedelta(days=1)) == 1


def test_a_late_runner_still_sends(waiting):
    assert send_digests(MORNING + datetime.timedelta(hours=9)) == 1


def test_open_alerts_are_told_even_where_nothing_waits(published):
    UrgentAlertFactory(comment=published)
    send_digests(MORNING)
    assert "1 urgent comment is still open" in OutgoingMail.objects.get().text


def test_without_an_address_nobody_gets_a_digest(waiting):
    CommentsSettings.objects.update(digest_email="")
    assert send_digests(MORNING) == 0
