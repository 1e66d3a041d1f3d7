"""The crowd that measuring needs is as true to the rules as comments that people write."""

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F, Q

from blog.articles.models import ArticlePage
from blog.comments.actions.storage import refresh_discussion
from blog.comments.models import Comment, CommentStatus, Discussion
from tests.factories.pages import ArticleIndexPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd():
    """Three hundred comments on three pages."""
    ArticleIndexPageFactory()
    call_command("generate_comments", count=300, pages=3, verbosity=0)
    return Comment.objects.all()


def test_as_many_comments_as_asked_for_are_made(crowd):
    assert crowd.count() == 300


def test_pages_are_made_once(crowd):
    call_command("generate_comments", count=10, pages=3, verbosity=0)
    assert ArticlePage.objects.count() == 3


def test_nothing_answers_a_comment_that_is_not_public(crowd):
    assert not crowd.filter(parent__isnull=False).exclude(parent__status=CommentStatus.APPROVED).exists()


def test_counts_agree_with_a_new_count(crowd):
    page_id = crowd.first().page_id
    before = Discussion.objects.state_of(page_id)[1:]
    refresh_discussion(crowd.filter(page_id=page_id, depth=1).first())
    assert Discussion.objects.state_of(page_id)[1:] == before


def test_threads_know_their_size(crowd):
    for root in crowd.filter(depth=1):
        thread = Comment.objects.in_thread(root.page_id, root.path)
        assert root.thread_size == thread.filter(status=CommentStatus.APPROVED).count()


def test_every_decision_has_its_row_of_history(crowd):
    decided = crowd.exclude(status=CommentStatus.PENDING)
    told = decided.annotate(rows=Count("status_changes")).filter(
        Q(rows=1, latest_change__to_status=F("status"), latest_change__comment=F("pk"))
    )
    assert told.count() == decided.count()


def test_another_comment_can_be_stored_afterwards(crowd):
    last = crowd.order_by("pk").last()
    following = Comment.objects.create(
        page_id=last.page_id,
        author_name="Ana",
        text="One more.",
        submission_key="x" * 64,
        waiting_since=last.created_at,
    )
    assert following.pk > last.pk


def test_without_an_article_index_nothing_is_made(db):
    with pytest.raises(CommandError, match="load_demo"):
        call_command("generate_comments", count=1, pages=1, verbosity=0)
