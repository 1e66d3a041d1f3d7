"""Pages are checked again when the rules change and when a claim may no longer stand."""

import datetime

import pytest
from django.utils import timezone

from clinicsite.background.jobs import registered_jobs
from clinicsite.review.actions import recheck_pages, refresh_check
from clinicsite.review.models import ClaimsCheck
from tests.factories.pages import ArticlePageFactory, story
from tests.factories.review import ClaimOverrideFactory, ClaimRuleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = ArticlePageFactory(body=story(("text", "<p>It cures, time to glow up.</p>")))
    recheck_pages()
    return page


def rules_found(page):
    return {finding["rule"] for finding in ClaimsCheck.objects.get(page=page).findings}


def test_nothing_is_checked_where_nothing_changed(page, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        assert recheck_pages() == 0


def test_new_rule_is_looked_for_on_every_page(page):
    assert len(rules_found(page)) == 1
    ClaimRuleFactory()
    assert recheck_pages() == ClaimsCheck.objects.count()
    assert len(rules_found(page)) == 2


def test_page_that_was_never_checked_is_checked(page):
    ClaimsCheck.objects.all().delete()
    recheck_pages()
    assert rules_found(page) == {"B01"}


def test_draft_is_not_checked(page):
    draft = ArticlePageFactory(live=False)
    recheck_pages()
    assert not ClaimsCheck.objects.filter(page=draft).exists()


def test_claim_is_open_again_after_its_override_ended(page):
    override = ClaimOverrideFactory(page=page)
    refresh_check(page)
    assert rules_found(page) == set()
    yesterday = timezone.now() - datetime.timedelta(days=1)
    type(override).objects.update(expires_on=timezone.localdate(yesterday))
    ClaimsCheck.objects.filter(page=page).update(checked_at=yesterday - datetime.timedelta(hours=1))
    assert recheck_pages() == 1
    assert rules_found(page) == {"B01"}
    assert recheck_pages() == 0


def test_override_that_stands_asks_for_no_check(page):
    ClaimOverrideFactory(page=page)
    assert recheck_pages() == 0


def test_jobs_run_by_themselves():
    assert {"check claims again", "remind of claims that end"} <= {job.name for job in registered_jobs()}
