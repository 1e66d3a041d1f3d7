import datetime

import pytest
from django.utils import timezone

from blog.comments.desk.lanes import queue_for, read_queue
from blog.comments.triage import LANES
from tests.factories.comments import CommentFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def in_lane(lane, **values):
    return CommentFactory(lane=lane, urgency=LANES.index(lane), **values)


def test_lanes_stand_in_order_of_urgency():
    assert [lane.name for lane in read_queue().lanes] == list(LANES)


def test_each_lane_is_counted_with_its_oldest():
    old = NOW - datetime.timedelta(hours=3)
    in_lane("spam", waiting_since=NOW)
    in_lane("spam", waiting_since=old)
    spam = next(lane for lane in read_queue().lanes if lane.name == "spam")
    assert (spam.count, spam.oldest) == (2, old)


def test_only_what_waits_is_counted():
    in_lane("spam", status="spam")
    in_lane("rest", status="approved", waiting_since=NOW)
    assert read_queue().count == 1


def test_crisis_and_emergency_are_urgent():
    for lane in ("crisis", "emergency", "drug_sale", "rest"):
        in_lane(lane)
    assert read_queue().urgent_count == 2


def test_queue_is_one_query_a_request(rf, django_assert_num_queries):
    in_lane("crisis")
    request = rf.get("/")
    with django_assert_num_queries(1):
        queue_for(request)
        queue_for(request)
