import datetime

import pytest
from django.utils import timezone

from blog.comments.desk.figures import percentile, read_statistics
from blog.comments.desk.report import harmless
from blog.comments.models import CommentStatusChange
from tests.factories.comments import CommentFactory

MONDAY = datetime.date(2026, 3, 2)


def decided(minutes, at, reason=""):
    CommentStatusChange.objects.create(
        comment=CommentFactory(), to_status="spam", at=at, waited_minutes=minutes, reason=reason
    )


def noon(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


@pytest.mark.parametrize(("share", "value"), [(0.5, 2), (0.9, 30), (0.1, 1)])
def test_percentile_counts_each_value_as_often_as_it_came(share, value):
    assert percentile({1: 3, 2: 5, 30: 2}, share) == value


def test_percentile_of_nothing_is_zero():
    assert percentile({}, 0.5) == 0


@pytest.mark.django_db
def test_waiting_time_is_told_by_week():
    for minutes in (10, 20, 90):
        decided(minutes, noon(MONDAY + datetime.timedelta(days=2)))
    decided(5, noon(MONDAY + datetime.timedelta(days=8)))
    weeks = read_statistics(MONDAY, MONDAY + datetime.timedelta(days=13)).weeks
    assert [(week.begins, week.decisions, week.median, week.ninetieth) for week in weeks] == [
        (MONDAY, 3, 20, 90),
        (MONDAY + datetime.timedelta(days=7), 1, 5, 5),
    ]


@pytest.mark.django_db
def test_days_outside_the_range_do_not_count():
    decided(10, noon(MONDAY - datetime.timedelta(days=1)), reason="sale")
    found = read_statistics(MONDAY, MONDAY)
    assert (found.weeks, dict(found.reasons)["Sale or sourcing"]) == ([], 0)


@pytest.mark.django_db
def test_refusals_are_counted_by_reason():
    decided(10, noon(MONDAY), reason="sale")
    assert read_statistics(MONDAY, MONDAY).reasons[0] == ("Sale or sourcing", 1)


@pytest.mark.django_db
def test_load_is_told_in_the_clinics_own_time():
    CommentFactory(created_at=noon(MONDAY))
    found = read_statistics(MONDAY, MONDAY)
    assert (dict(found.by_weekday)["Monday"], dict(found.by_hour)["12"]) == (1, 1)


@pytest.mark.django_db
def test_statistics_cost_three_queries(django_assert_num_queries):
    with django_assert_num_queries(3):
        read_statistics(MONDAY, MONDAY)


@pytest.mark.parametrize(
    "query", ["", "first=2026-03-01&last=2026-03-09", "first=x&last=", "first=2026-03-09&last=2026-03-01"]
)
def test_report_opens(moderator_client, query):
    assert moderator_client.get(f"/admin/comments/statistics/?{query}").status_code == 200


def test_range_that_makes_no_sense_is_told(moderator_client):
    html = moderator_client.get("/admin/comments/statistics/?first=2026-03-09&last=2026-03-01").content.decode()
    assert "The first day comes after the last one." in html


def test_report_is_offered_as_csv(moderator_client):
    decided(10, timezone.now(), reason="sale")
    response = moderator_client.get("/admin/comments/statistics/?export=csv")
    assert response["Content-Type"].startswith("text/csv")
    assert "Refusals by reason,Sale or sourcing,1" in response.content.decode()


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_begins_like_a_formula(cell):
    assert harmless(cell) == f"'{cell}"


def test_number_stays_a_number():
    assert harmless(12) == "12"


def test_report_stands_in_the_menu_for_moderators(moderator_client):
    assert "/admin/comments/statistics/" in moderator_client.get("/admin/comments/").content.decode()
