import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from clinicsite.background.models import JobRun, OutgoingMail
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def minutes_ago(minutes):
    return timezone.now() - datetime.timedelta(minutes=minutes)


def page_of(client):
    return client.get(reverse("background_work"))


def add_mail(**values):
    mail = OutgoingMail.sealed(
        recipient="quokka@example.org", text="Zanzibar.", html="", subject="A", purpose="notice", **values
    )
    mail.save()


def sign_in(client, role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)


def test_red_line_when_no_job_ever_ran(admin_client):
    assert "No job has ever run:" in page_of(admin_client).content.decode()


@pytest.mark.parametrize(("minutes", "is_red"), [(6, True), (4, False)])
def test_red_line_when_nothing_ran_for_five_minutes(admin_client, minutes, is_red):
    JobRun.objects.create(name="send mail", started_at=minutes_ago(minutes))
    assert ("Nothing runs in the background." in page_of(admin_client).content.decode()) == is_red


def test_every_job_is_listed_with_its_fault(admin_client):
    JobRun.objects.create(name="send mail", started_at=minutes_ago(1), last_error="ConnectionRefusedError")
    page = page_of(admin_client).content.decode()
    assert "ConnectionRefusedError" in page
    assert "prune mail" in page


def test_mail_is_counted_and_neither_address_nor_words_are_shown(admin_client):
    add_mail()
    add_mail(attempts=2)
    add_mail(attempts=12)
    page = page_of(admin_client).content.decode()
    assert "2 mails wait" in page
    assert "1 of them the mail server did not take" in page
    assert "1 mail was given up" in page
    assert "quokka" not in page
    assert "Zanzibar" not in page


@pytest.mark.parametrize(
    ("role", "status"), [("Administrators", 200), ("Moderators", 403), ("Editors", 403), ("Contributors", 403)]
)
def test_who_may_see_it(client, home, role, status):
    sign_in(client, role)
    assert page_of(client).status_code == status


def test_refused_page_tells_nothing(client, home):
    sign_in(client, "Editors")
    assert "prune mail" not in page_of(client).content.decode()


@pytest.mark.parametrize(("role", "is_shown"), [("Administrators", True), ("Moderators", False)])
def test_menu_shows_it_to_those_who_may(client, home, role, is_shown):
    sign_in(client, role)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("background_work") in page) == is_shown
