"""Live pages that rest on somebody who could not sign any more."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from clinicsite.people.models import TeamMemberPage
from clinicsite.review.lapsed_reviewers import troubles_by_page
from tests.factories.people import CredentialFactory
from tests.factories.review import make_ready_article, make_reviewer, sign_off

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def article(home):
    """Signed and public."""
    page = make_ready_article()
    sign_off(page)
    page.latest_revision.publish()
    page.refresh_from_db()
    return page


def troubles(page) -> list[str]:
    return troubles_by_page().get(page.pk, [])


def end_credential(person):
    person.credentials.update(expires_on=TODAY - datetime.timedelta(days=1))


def lose_number(person):
    person.credentials.update(number="")


def lose_right(person):
    person.user.groups.clear()


def lose_account(person):
    person.user.is_active = False
    person.user.save()


def leave_the_team(person):
    TeamMemberPage.objects.get(pk=person.pk).unpublish()


def test_reviewer_who_could_sign_is_no_trouble(article):
    assert troubles(article) == []


@pytest.mark.parametrize(
    ("happen", "why"),
    [
        (end_credential, "credential has ended"),
        (lose_number, "no credential with an issuer and a number"),
        (lose_right, "account may not sign off"),
        (lose_account, "account may not sign off"),
        (leave_the_team, "team page not public"),
    ],
)
def test_page_is_flagged_with_who_and_why(article, happen, why):
    happen(article.reviewer)
    assert troubles(article) == [f"{article.reviewer.full_name}: {why}"]


def test_credential_counts_on_its_last_day(article):
    article.reviewer.credentials.update(expires_on=TODAY)
    assert troubles(article) == []


def test_second_credential_that_is_valid_is_enough(article):
    end_credential(article.reviewer)
    CredentialFactory(person=article.reviewer, number="EX-2")
    assert troubles(article) == []


def test_reviewer_whose_team_page_is_deleted_is_still_named(article):
    name = article.reviewer.full_name
    TeamMemberPage.objects.get(pk=article.reviewer.pk).delete()
    assert troubles(article) == [f"{name}: team page not public"]


def test_signer_counts_where_another_is_named_for_the_next_review(article):
    signer = article.reviewer
    article.reviewer = make_reviewer().team_member_page
    article.save()
    end_credential(signer)
    assert troubles(article) == [f"{signer.full_name}: credential has ended"]


def test_named_reviewer_counts_where_another_one_signed(article):
    other = make_reviewer().team_member_page
    article.reviewer = other
    article.save()
    end_credential(other)
    assert troubles(article) == [f"{other.full_name}: credential has ended"]


def test_draft_that_nobody_reads_is_not_flagged(home):
    page = make_ready_article()
    end_credential(page.reviewer)
    assert troubles(page) == []


def test_report_says_it_and_is_narrowed_by_it(admin_client, article):
    address, words = reverse("review_queue"), f"{article.reviewer.full_name}: credential has ended"
    assert article.title not in admin_client.get(address, {"reviewer": "lapsed"}).content.decode()
    end_credential(article.reviewer)
    html = admin_client.get(address, {"reviewer": "lapsed"}).content.decode()
    assert (article.title in html, words in html) == (True, True)


def test_spreadsheet_says_it(admin_client, article):
    end_credential(article.reviewer)
    response = admin_client.get(reverse("review_queue"), {"export": "csv"})
    assert "credential has ended" in b"".join(response.streaming_content).decode()
