"""What the dashboard says about people."""

import pytest
from django.contrib.auth.models import Group
from django.test import RequestFactory

from clinicsite.people.panels import PeopleSummaryItem, people_start_links
from tests.factories.people import TeamIndexPageFactory, TeamMemberPageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def request_of(role):
    request = RequestFactory().get("/admin/")
    request.user = UserFactory()
    request.user.groups.add(Group.objects.get(name=role))
    return request


def test_new_member_is_offered_below_the_team(client, home):
    TeamIndexPageFactory(parent=home)
    request = request_of("Contributors")
    client.force_login(request.user)
    (link,) = people_start_links(request)
    assert client.get(link.url).status_code == 200


def test_nothing_is_offered_before_there_is_a_team(home):
    assert people_start_links(request_of("Editors")) == []


def test_nothing_is_offered_to_a_moderator(home):
    TeamIndexPageFactory(parent=home)
    assert people_start_links(request_of("Moderators")) == []


def test_summary_counts_people_whom_readers_can_meet(home):
    TeamMemberPageFactory.create_batch(2)
    TeamMemberPageFactory(live=False)
    assert "2 people<" in PeopleSummaryItem(request_of("Editors")).render_html({})
