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


# Who says who somebody is


def fields_for(user, person) -> set[str]:
    """The fields of a team page that the editor offers an account."""
    handler = person.get_edit_handler()
    return set(handler.get_form_class()(instance=person, for_user=user).fields)


@pytest.mark.parametrize("role", ["Contributors", "Editors", "Compliance"])
def test_account_and_address_of_a_person_are_not_theirs_to_set(home, role):
    fields = fields_for(request_of(role).user, TeamMemberPageFactory())
    assert fields.isdisjoint({"user", "review_email"})
    assert "summary" in fields


def test_administrators_set_account_and_address_of_a_person(home):
    assert {"user", "review_email"} <= fields_for(request_of("Administrators").user, TeamMemberPageFactory())


def test_address_of_a_person_is_not_copied(home):
    person = TeamMemberPageFactory(review_email="doctor@example.org", user=UserFactory())
    copy = person.copy(update_attrs={"slug": "other"})
    assert (copy.review_email, copy.user) == ("", None)
