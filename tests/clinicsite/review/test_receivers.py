"""What is published is checked; what is unpublished is forgotten."""

import pytest

from clinicsite.review.models import ClaimsCheck
from tests.factories.pages import ArticlePageFactory, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(django_capture_on_commit_callbacks):
    page = ArticlePageFactory(body=story(("text", "<p>Ketamine cures.</p>")))
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    return page


def test_published_page_is_checked(published):
    check = ClaimsCheck.objects.get(page_id=published.pk)
    published.refresh_from_db()
    assert (check.block_count, check.revision_id) == (1, published.live_revision_id)


def test_draft_is_not_checked(published, django_capture_on_commit_callbacks):
    published.body = story(("text", "<p>It may help.</p>"))
    with django_capture_on_commit_callbacks(execute=True):
        published.save_revision()
    assert ClaimsCheck.objects.get(page_id=published.pk).block_count == 1


def test_unpublished_page_is_forgotten(published):
    published.unpublish()
    assert not ClaimsCheck.objects.filter(page_id=published.pk).exists()


def test_fault_in_the_check_leaves_the_page_published(monkeypatch, django_capture_on_commit_callbacks):
    def fail(page):
        raise ValueError

    monkeypatch.setattr("clinicsite.review.receivers.refresh_check", fail)
    page = ArticlePageFactory(live=False)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    page.refresh_from_db()
    assert page.live
