import datetime

import pytest
from django.utils import timezone

from blog.comments.limits import DOUBTED_FROM, TAKEN, Standing, standing_of, time_in_words
from blog.comments.models import BlockedSender
from tests.factories.comments import CommentFactory

NOW = datetime.datetime(2027, 3, 3, 12, tzinfo=datetime.UTC)
PER_MINUTE = TAKEN[0][1]


def standing(*seconds_ago):
    return Standing(NOW, [(NOW - datetime.timedelta(seconds=ago), str(ago)) for ago in seconds_ago], False)


def test_first_comment_need_not_wait():
    assert standing().seconds_to_wait() == 0


def test_comment_beyond_the_minute_waits_until_a_place_is_free():
    assert standing(*range(1, PER_MINUTE + 1)).seconds_to_wait() == 60 - PER_MINUTE + 1


def test_longest_wait_counts():
    every_minute = range(10, 3600, 60)
    assert standing(*every_minute).seconds_to_wait() == 3600 - max(every_minute) + 1


def test_comments_spread_over_the_hour_need_not_wait():
    assert standing(*range(0, 3600, 120)).seconds_to_wait() == 0


def test_patience_takes_more():
    assert standing(*range(1, PER_MINUTE + 1)).seconds_to_wait(patience=3) == 0


def test_sender_is_busy_before_they_have_to_wait():
    few = DOUBTED_FROM[0][1]
    assert not standing(*range(1, few)).is_busy
    assert standing(*range(1, few + 1)).is_busy
    assert standing(*range(1, few + 1)).seconds_to_wait() == 0


def test_eight_at_once_are_taken_without_a_step_between():
    assert not standing(*[0] * 7).is_busy


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (40, "40 seconds"), (120, "2 minutes"), (3601, "61 minutes"), (80_000, "23 hours")],
)
def test_wait_is_told_in_words(seconds, words):
    assert time_in_words(seconds) == words


@pytest.mark.django_db
def test_comments_of_one_sender_and_one_day_count():
    CommentFactory(sender_digest="a")
    CommentFactory(sender_digest="b")
    CommentFactory(sender_digest="a", created_at=timezone.now() - datetime.timedelta(hours=25))
    assert len(standing_of("a", timezone.now()).sent) == 1


@pytest.mark.django_db
def test_comments_on_any_page_and_in_any_state_count():
    keys = {CommentFactory(sender_digest="a", status=status).submission_key for status in ("spam", "approved")}
    found = standing_of("a", timezone.now())
    assert all(found.has_sent(key) for key in keys)
    assert not found.has_sent("c" * 64)


@pytest.mark.django_db
def test_block_counts_for_its_sender_only():
    BlockedSender.objects.create(sender_digest="a")
    assert standing_of("a", timezone.now()).is_blocked
    assert standing_of("a", timezone.now()).sent == []
    assert not standing_of("b", timezone.now()).is_blocked


@pytest.mark.django_db
def test_standing_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        standing_of("a", timezone.now())


@pytest.mark.django_db
def test_sender_nobody_knows_is_never_counted(django_assert_num_queries):
    CommentFactory(sender_digest="")
    with django_assert_num_queries(0):
        assert standing_of("", timezone.now()).sent == []
