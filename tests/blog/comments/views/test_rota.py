import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from blog.comments.models import OnCallShift
from tests.factories.comments import AnswererFactory, OnCallShiftFactory
from tests.factories.users import UserFactory

LIST = "/admin/snippets/comments/oncallshift/"


@pytest.fixture
def boss_client(client, db):
    boss = UserFactory()
    boss.groups.add(Group.objects.get(name="Administrators"))
    client.force_login(boss)
    return client


@pytest.fixture
def add(boss_client):
    def add(person, **changes):
        fields = {
            "person": person.pk, "starts_at": "2027-03-08 09:00", "ends_at": "2027-03-08 17:00", "repeat_weeks": "0",
            **changes,
        }  # fmt: skip
        return boss_client.post(LIST + "add/", fields)

    return add


def test_the_list_says_who_is_on_call_now(boss_client):
    OnCallShiftFactory(person=AnswererFactory(first_name="Ines", last_name="Okafor"))
    html = boss_client.get(LIST).content.decode()
    assert "On call now:" in html
    assert "Ines Okafor (first" in html


def test_the_list_says_where_nobody_is_on_call(boss_client):
    assert "Nobody is on call in 1 stretch of the next 14 days" in boss_client.get(LIST).content.decode()


def test_a_full_rota_has_no_gap(boss_client):
    now = timezone.now()
    OnCallShiftFactory(starts_at=now, ends_at=now + datetime.timedelta(days=20))
    assert "Somebody is on call at every hour of the next 14 days" in boss_client.get(LIST).content.decode()


def test_a_deactivated_account_leaves_a_gap(boss_client):
    now = timezone.now()
    OnCallShiftFactory(
        person=AnswererFactory(is_active=False), starts_at=now, ends_at=now + datetime.timedelta(days=20)
    )
    assert "Nobody is on call now" in boss_client.get(LIST).content.decode()


def test_a_shift_is_added(add):
    add(AnswererFactory())
    assert OnCallShift.objects.count() == 1


def test_a_shift_repeats_weekly_at_the_same_time_of_day_across_summer_time(add):
    add(AnswererFactory(), repeat_weeks="2")
    starts = [timezone.localtime(shift.starts_at) for shift in OnCallShift.objects.all()]
    assert [(start.day, start.hour) for start in starts] == [(8, 9), (15, 9), (22, 9)]


@pytest.mark.parametrize("weeks", ["-1", "53", "many"])
def test_a_wrong_number_of_weeks_adds_nothing(add, weeks):
    add(AnswererFactory(), repeat_weeks=weeks)
    assert not OnCallShift.objects.exists()


def test_a_shift_that_ends_before_it_begins_is_refused(add):
    assert "ends before it begins" in add(AnswererFactory(), ends_at="2027-03-08 08:00").content.decode()


def test_whoever_may_not_answer_is_not_put_on_the_rota(add):
    assert "may not answer urgent comments" in add(UserFactory()).content.decode()
    assert not OnCallShift.objects.exists()


def test_whoever_has_no_address_is_not_put_on_the_rota(add):
    assert "no email address" in add(AnswererFactory(email="")).content.decode()


def test_past_shifts_are_shown_when_asked_for(boss_client):
    now = timezone.now()
    shift = OnCallShiftFactory(starts_at=now - datetime.timedelta(days=9), ends_at=now - datetime.timedelta(days=8))
    name = f"/edit/{shift.pk}/"
    assert name not in boss_client.get(LIST).content.decode()
    assert name in boss_client.get(LIST + "?past=1").content.decode()


@pytest.mark.parametrize(("role", "sees"), [("Moderators", True), ("Clinicians", True), ("Editors", False)])
def test_who_sees_the_rota(client, db, role, sees):
    account = UserFactory()
    account.groups.add(Group.objects.get(name=role))
    client.force_login(account)
    assert (client.get(LIST).status_code == 200) == sees


@pytest.mark.parametrize("role", ["Moderators", "Clinicians", "Editors"])
def test_only_administrators_write_it(client, db, role):
    account = UserFactory()
    account.groups.add(Group.objects.get(name=role))
    client.force_login(account)
    client.post(LIST + "add/", {"person": account.pk, "starts_at": "2027-03-08 09:00", "ends_at": "2027-03-08 17:00"})
    assert not OnCallShift.objects.exists()


def test_a_hostile_name_stays_text(boss_client):
    OnCallShiftFactory(person=AnswererFactory(first_name="<script>x()</script>", last_name="B"))
    html = boss_client.get(LIST).content.decode()
    assert "<script>x()" not in html
