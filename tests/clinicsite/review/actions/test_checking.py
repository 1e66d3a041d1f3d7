"""Checking pages, keeping the result, and letting a claim stand."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from wagtail.models import PageLogEntry

from clinicsite.core.models import ClinicSettings
from clinicsite.review.actions import check_page, override_claim, refresh_check
from clinicsite.review.errors import ExpiryTooFar, MissingReason, NotAllowed
from clinicsite.review.models import ClaimsCheck
from tests.factories.pages import ArticlePageFactory, HomePageFactory, story
from tests.factories.review import ClaimOverrideFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
CLAIM = story(("text", "<p>Ketamine cures.</p>"))


@pytest.fixture
def page():
    return ArticlePageFactory(body=CLAIM)


@pytest.fixture
def reviewer():
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(content_type__app_label="review", codename="override_claim"))
    return user


def override(page, user, **changes):
    given = {"rule_id": "B01", "words": "cures", "reason": "Law.", "expires_on": timezone.localdate()}
    return override_claim(page=page, user=user, **{**given, **changes})


def test_claim_on_a_page_is_found(page):
    assert "B01" in {finding.rule for finding in check_page(page)}


def test_claim_in_the_search_title_is_found():
    page = ArticlePageFactory(seo_title="Ketamine cures pain")
    assert "seo_title" in {finding.field for finding in check_page(page)}


def test_override_closes_the_finding(page, reviewer):
    override(page, reviewer)
    assert check_page(page) == []


def test_override_covers_these_words_only(page, reviewer):
    override(page, reviewer, words="cured")
    assert check_page(page) != []


def test_override_covers_this_page_only(page):
    ClaimOverrideFactory()
    assert check_page(page) != []


def test_override_that_ran_out_covers_nothing(page):
    ClaimOverrideFactory(page=page, expires_on=timezone.localdate() - datetime.timedelta(days=1))
    assert check_page(page) != []


def test_override_needs_the_right(page):
    with pytest.raises(NotAllowed):
        override(page, UserFactory())


def test_override_needs_a_reason(page, reviewer):
    with pytest.raises(MissingReason):
        override(page, reviewer, reason=" ")


@pytest.mark.parametrize("days", [-1, 367])
def test_override_lasts_a_year_at_most(page, reviewer, days):
    with pytest.raises(ExpiryTooFar):
        override(page, reviewer, expires_on=timezone.localdate() + datetime.timedelta(days=days))


def test_override_is_logged_with_its_reason(page, reviewer):
    override(page, reviewer)
    assert PageLogEntry.objects.get(action="review.override_claim").data["reason"] == "Law."


def test_result_is_kept_with_counts_and_version(page):
    row = refresh_check(page)
    assert (row.block_count, row.warn_count) == (1, 0)
    assert row.rules_version
    assert row.findings[0]["words"] == "cures"


def test_second_check_replaces_the_first(page):
    refresh_check(page)
    page.body = story(("text", "<p>It may help.</p>"))
    refresh_check(page)
    assert ClaimsCheck.objects.get(page_id=page.pk).block_count == 0


def test_country_of_the_site_decides():
    home = HomePageFactory(title="Ketamine here")
    assert "U01" not in {finding.rule for finding in check_page(home)}
    settings = ClinicSettings.for_site(home.get_site())
    settings.country = "UK"
    settings.save()
    assert "U01" in {finding.rule for finding in check_page(home)}
