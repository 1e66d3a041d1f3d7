"""What the dashboard says about decisions that end."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from clinicsite.review.actions import refresh_check
from tests.factories.pages import ArticlePageFactory, story
from tests.factories.review import ClaimOverrideFactory, RegulatoryStatementFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
HEADING = "Statements and claims that end"


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def dashboard(client):
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_lapsed_statement_is_a_task_for_editors(client):
    RegulatoryStatementFactory(title="Old statement", stated_on=days(-40), valid_until=days(-1))
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    assert "Old statement" in dashboard(client)


def test_lapsed_statement_is_none_for_contributors(client):
    RegulatoryStatementFactory(title="Old statement", stated_on=days(-40), valid_until=days(-1))
    contributor = UserFactory()
    contributor.groups.add(Group.objects.get(name="Contributors"))
    client.force_login(contributor)
    assert "Old statement" not in dashboard(client)


def test_override_that_ends_soon_is_a_task(admin_client):
    ClaimOverrideFactory(page=ArticlePageFactory(title="Nerves"), expires_on=days(5))
    assert "Nerves" in dashboard(admin_client)


def test_override_that_ended_is_a_task_while_the_words_are_there(admin_client):
    page = ArticlePageFactory(title="Nerves", body=story(("text", "<p>It cures.</p>")))
    ClaimOverrideFactory(page=page, expires_on=days(-2))
    refresh_check(page)
    assert HEADING in dashboard(admin_client)
    assert f"#:w:contentpath=body.{page.body[0].id}" in dashboard(admin_client)


def test_override_that_ended_is_none_once_the_words_are_gone(admin_client):
    page = ArticlePageFactory(title="Nerves")
    ClaimOverrideFactory(page=page, expires_on=days(-2))
    refresh_check(page)
    assert HEADING not in dashboard(admin_client)


def test_nothing_is_said_where_nothing_ends(admin_client):
    ClaimOverrideFactory(expires_on=days(200))
    RegulatoryStatementFactory(valid_until=days(200))
    assert HEADING not in dashboard(admin_client)
