"""The report of claims."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from clinicsite.review.actions import refresh_check
from tests.factories.pages import ArticlePageFactory, story
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
REPORT = reverse("claims_report")


def page_with(text):
    page = ArticlePageFactory(body=story(("text", f"<p>{text}</p>")))
    refresh_check(page)
    return page


def titles(response):
    return [page.title for page in response.context["object_list"]]


def test_page_with_a_claim_is_listed_with_a_link_into_the_editor(admin_client):
    page = page_with("Ketamine cures.")
    html = admin_client.get(REPORT).content.decode()
    assert f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}#:w:contentpath=body.{page.body[0].id}" in html


def test_page_without_a_claim_is_not(admin_client):
    page_with("It may help.")
    assert titles(admin_client.get(REPORT)) == []


def test_blocking_claims_come_first(admin_client):
    warned, blocked = page_with("A game changer."), page_with("Ketamine cures.")
    assert titles(admin_client.get(REPORT)) == [blocked.title, warned.title]


@pytest.mark.parametrize(("severity", "text"), [("block", "Ketamine cures."), ("warn", "A game changer.")])
def test_severity_can_be_chosen(admin_client, severity, text):
    wanted = page_with(text)
    page_with("A game changer." if severity == "block" else "Ketamine cures.")
    assert titles(admin_client.get(REPORT, {"severity": severity})) == [wanted.title]


def test_report_is_closed_to_whoever_edits_no_page(client):
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    assert client.get(REPORT).status_code == 302


def test_report_is_in_the_menu(admin_client):
    assert REPORT in admin_client.get(reverse("wagtailadmin_home")).content.decode()


def test_report_can_be_downloaded(admin_client):
    page = page_with("Ketamine cures.")
    content = b"".join(admin_client.get(REPORT, {"export": "csv"}).streaming_content).decode()
    assert page.title in content


def test_more_pages_cost_no_more_queries(admin_client, django_assert_max_num_queries):
    def count():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            admin_client.get(REPORT)
        return len(captured)

    page_with("Ketamine cures.")
    count()
    one = count()
    for _number in range(5):
        page_with("Ketamine cures.")
    assert count() == one
