"""Several people at the same moment, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from blog.comments.actions.decisions import approve_comment, reject_comment
from blog.comments.actions.submission import submit_comment
from blog.comments.errors import AlreadyDecided
from blog.comments.models import Comment, CommentStatus, CommentStatusChange, RefusalReason
from tests.factories.comments import CommentFactory, ModeratorFactory
from tests.factories.pages import ArticlePageFactory


def at_once(*calls):
    """The results of calls that start together; an error a call raises is its result."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            barrier.wait(timeout=30)
            return call()
        except AlreadyDecided as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """A page and two moderators that other connections can see, and nothing left of them afterwards."""
    with django_db_blocker.unblock():
        page = ArticlePageFactory(parent=Page.get_first_root_node())
        moderators = ModeratorFactory.create_batch(2)
        try:
            yield page, moderators
        finally:
            ModelLogEntry.objects.filter(action__startswith="comments.").delete()
            Comment.objects.under(page).delete()
            page.delete()
            PageLogEntry.objects.filter(page_id=page.pk).delete()
            for moderator in moderators:
                moderator.delete()


def test_six_sendings_at_once_are_one_comment(committed):
    page, _moderators = committed

    def send():
        return submit_comment(page=page, parent=None, author_name="Jon P.", text="What about week 12?")

    results = at_once(*[send] * 6)
    assert {comment.pk for comment in results} == {Comment.objects.get().pk}
    assert CommentStatusChange.objects.count() == 1


def test_two_moderators_at_once_decide_each_comment_once(committed):
    page, moderators = committed
    waiting = CommentFactory.create_batch(20, page=page)

    def decide(comment, position):
        stale = Comment.objects.get(pk=comment.pk)
        moderator = moderators[position]
        if position:
            return lambda: reject_comment(comment=stale, moderator=moderator, reason=RefusalReason.OFF_TOPIC)
        return lambda: approve_comment(comment=stale, moderator=moderator)

    for comment in waiting:
        results = at_once(decide(comment, 0), decide(comment, 1))
        assert sum(isinstance(result, AlreadyDecided) for result in results) == 1
    assert CommentStatusChange.objects.count() == 20
    assert ModelLogEntry.objects.filter(action__startswith="comments.").count() == 20
    assert not Comment.objects.filter(status=CommentStatus.PENDING).exists()
    assert all(comment.latest_change.to_status == comment.status for comment in Comment.objects.all())
