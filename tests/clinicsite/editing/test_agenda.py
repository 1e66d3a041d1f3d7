"""The calendar: what goes live, ends or is due, on which day."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clinicsite.background.models import JobRun
from clinicsite.editing.agenda import Kind, Month, agenda
from clinicsite.review.models import ReviewStanding
from clinicsite.users.models import User
from tests.factories.pages import ArticlePageFactory, StandardPageFactory
from tests.factories.users import UserFactory, person_in

pytestmark = pytest.mark.django_db

CALENDAR = reverse("editors_calendar")
MARCH = Month(datetime.date(2027, 3, 1))


@pytest.fixture
def editor(home):
    return person_in("Editors")


def at(text) -> datetime.datetime:
    """A time by the clock of the site."""
    return timezone.make_aware(datetime.datetime.fromisoformat(text))


def scheduled(moment, **fields):
    page = StandardPageFactory(live=False, **fields)
    page.go_live_at = moment
    page.save_revision().publish()
    return page


def entries(user, month=MARCH) -> list[tuple]:
    return [(entry.day.day, entry.kind, entry.page.title) for entry in agenda(user, month.first, month.next.first)]


def test_scheduled_page_stands_on_its_day(editor):
    scheduled(at("2027-03-14T09:00"), title="Sleep")
    assert entries(editor) == [(14, Kind.GOES_LIVE, "Sleep")]


def test_day_is_that_of_the_clinic_and_not_of_greenwich(editor):
    scheduled(at("2027-03-14T23:30"), title="Sleep")
    assert entries(editor)[0][0] == 14


def test_page_that_ends_stands_on_its_last_day(editor):
    StandardPageFactory(title="Offer", expire_at=at("2027-03-20T12:00"))
    assert entries(editor) == [(20, Kind.ENDS, "Offer")]


def test_review_stands_on_the_day_it_is_due(editor):
    page = ArticlePageFactory(title="Sleep")
    ReviewStanding.objects.update_or_create(page=page, defaults={"next_due_on": datetime.date(2027, 3, 20)})
    assert entries(editor) == [(20, Kind.REVIEW_DUE, "Sleep")]


@pytest.mark.parametrize("role", ["Editors", "Clinical reviewers", "Compliance", "Administrators"])
def test_whoever_may_see_reviews_has_them_in_the_calendar(client, home, role):
    page = ArticlePageFactory(title="Sleep")
    ReviewStanding.objects.update_or_create(page=page, defaults={"next_due_on": datetime.date(2027, 3, 20)})
    client.force_login(person_in(role))
    html = client.get(CALENDAR, {"month": "2027-03"}).content.decode()
    assert reverse("review_page", args=[page.pk]) in html


@pytest.mark.parametrize("role", ["Contributors", "Marketers"])
def test_others_have_no_reviews_of_pages_they_may_not_change(home, role):
    page = ArticlePageFactory(title="Sleep")
    ReviewStanding.objects.update_or_create(page=page, defaults={"next_due_on": datetime.date(2027, 3, 20)})
    assert entries(person_in(role)) == []


def test_reviewer_has_nothing_but_reviews_in_the_calendar(home):
    scheduled(at("2027-03-14T09:00"), title="Sleep")
    assert entries(person_in("Clinical reviewers")) == []


def test_first_and_last_minute_of_the_month_belong_to_it(editor):
    scheduled(at("2027-03-01T00:00"), title="First")
    scheduled(at("2027-03-31T23:59"), title="Last")
    scheduled(at("2027-04-01T00:00"), title="Next")
    assert [title for _day, _kind, title in entries(editor)] == ["First", "Last"]


def test_entries_come_in_the_order_of_time(editor):
    scheduled(at("2027-03-14T15:00"), title="Later")
    scheduled(at("2027-03-14T09:00"), title="Sooner")
    assert [title for _day, _kind, title in entries(editor)] == ["Sooner", "Later"]


def test_draft_that_only_wishes_a_time_is_not_in_the_calendar(editor):
    page = StandardPageFactory(live=False, go_live_at=at("2027-03-14T09:00"))
    page.save_revision()
    assert entries(editor) == []


def test_page_that_somebody_may_not_change_is_not_shown(home):
    scheduled(at("2027-03-14T09:00"))
    assert entries(person_in("Contributors")) == []


def test_another_page_costs_no_query(editor):
    def queries() -> int:
        scheduled(at("2027-03-14T09:00"))
        with CaptureQueriesContext(connection) as captured:
            entries(User.objects.get(pk=editor.pk))
        return len(captured)

    queries()
    assert queries() == queries()


def test_weeks_of_a_month_are_whole(editor):
    weeks = MARCH.weeks([], datetime.date(2027, 3, 14))
    assert {len(week) for week in weeks} == {7}
    assert [day.date.day for day in weeks[0] if day.is_in_month] == [1, 2, 3, 4, 5, 6]


def test_today_is_marked():
    weeks = MARCH.weeks([], datetime.date(2027, 3, 14))
    assert [day.date.day for week in weeks for day in week if day.is_today] == [14]


@pytest.mark.parametrize("name", ["", "2027", "2027-13", "march", "1999-12", "2100-01", "2027-03-04"])
def test_what_is_no_month_is_no_month(name):
    assert Month.named(name) is None


def test_december_is_followed_by_january():
    assert Month(datetime.date(2026, 12, 1)).next.name == "2027-01"


def test_calendar_shows_the_month_of_the_address(client, editor):
    scheduled(at("2027-03-14T09:00"), title="Sleep")
    client.force_login(editor)
    response = client.get(CALENDAR, {"month": "2027-03"})
    assert response.context["month"] == MARCH
    assert response.content.decode().count("Sleep") == 2


def test_calendar_of_nonsense_is_that_of_today(client, editor):
    client.force_login(editor)
    assert client.get(CALENDAR, {"month": "<b>"}).context["month"].first == timezone.localdate().replace(day=1)


def test_somebody_who_works_on_no_page_has_no_calendar(client, home):
    client.force_login(person_in("Moderators"))
    response = client.get(CALENDAR)
    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")


def test_stranger_is_asked_to_sign_in(client, home):
    assert "login" in client.get(CALENDAR).url


def test_calendar_says_when_nothing_runs(client, editor):
    client.force_login(editor)
    assert "Nothing runs in the background" in client.get(CALENDAR).content.decode()


def test_calendar_is_quiet_while_jobs_run(client, editor):
    JobRun.objects.create(name="send mail", started_at=timezone.now())
    client.force_login(editor)
    assert "Nothing runs in the background" not in client.get(CALENDAR).content.decode()


def test_account_without_a_role_sees_nothing(client, home):
    client.force_login(UserFactory())
    assert client.get(CALENDAR).status_code == 302
