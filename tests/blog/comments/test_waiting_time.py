import pytest

from blog.comments.models import CommentsSettings
from blog.comments.waiting_time import FEWEST_DECISIONS, duration_in_words, usual_wait
from tests.factories.comments import CommentFactory

pytestmark = pytest.mark.django_db


def decided(article, minutes, is_sample=False):
    comment = CommentFactory(page=article, is_sample=is_sample)
    comment.status_changes.create(to_status="rejected", waited_minutes=minutes)


def test_setting_is_said_while_too_few_decisions_are_known(article):
    for _number in range(FEWEST_DECISIONS - 1):
        decided(article, 10)
    assert usual_wait(CommentsSettings(usual_hours=30)) == "That usually takes up to 30 hours."


def test_median_is_said_once_enough_decisions_are_known(article):
    for minutes in [10] * 9 + [170] * 2 + [9000] * 9:
        decided(article, minutes)
    assert usual_wait(CommentsSettings()) == "Half of the latest comments were read within 3 hours."


def test_sample_comments_do_not_count(article):
    for _number in range(FEWEST_DECISIONS):
        decided(article, 10, is_sample=True)
    assert "usually" in usual_wait(CommentsSettings())


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "5 minutes"), (11, "15 minutes"), (119, "120 minutes"), (120, "2 hours"), (121, "3 hours"), (2880, "2 days")],
)
def test_durations_are_rounded_up(minutes, words):
    assert duration_in_words(minutes) == words
