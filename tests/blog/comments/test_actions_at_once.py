"""Several people at the same moment, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from blog.comments.actions.decisions import approve_comment, reject_comment
from blog.comments.actions.reception import Circumstances, receive_comment
from blog.comments.actions.submission import Sending, submit_comment
from blog.comments.doubt import form_time
from blog.comments.errors import AlreadyDecided, ParentNotPublic
from blog.comments.models import Comment, Commenter, CommentStatus, CommentStatusChange, RefusalReason
from blog.comments.proof_of_work import issue_challenge
from blog.comments.querysets import path_step
from clinicsite.background.models import OutgoingMail
from tests.blog.comments.test_proof_of_work import solve
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
            Commenter.objects.all().delete()
            OutgoingMail.objects.all().delete()
            page.delete()
            PageLogEntry.objects.filter(page_id=page.pk).delete()
            for moderator in moderators:
                moderator.delete()


def test_six_sendings_at_once_are_one_comment(committed):
    page, _moderators = committed

    def send():
        return submit_comment(sending=Sending(page=page, parent=None, author_name="Jon P.", text="What about week 12?"))

    results = at_once(*[send] * 6)
    assert {comment.pk for comment in results} == {Comment.objects.get().pk}
    assert CommentStatusChange.objects.count() == 1


def test_eight_readers_at_once_lose_nothing_and_double_nothing(committed):
    page, _moderators = committed

    def send(number):
        sending = Sending(
            page=page,
            parent=None,
            author_name=f"Reader {number}",
            text=f"Question {number}.",
            email="shared@example.org",
            sender_digest=f"{number:064}",
        )
        opened = form_time(page.pk, is_shared=True)
        return lambda: receive_comment(sending=sending, circumstances=Circumstances(opened=opened))

    results = at_once(*(send(number) for number in range(8)))
    assert len({comment.pk for comment in results}) == 8
    stored = Comment.objects.under(page)
    assert sorted(stored.values_list("text", flat=True)) == [f"Question {number}." for number in range(8)]
    assert {comment.path for comment in stored} == {path_step(comment.pk) for comment in results}
    assert Commenter.objects.count() == 1


def test_one_challenge_sent_by_six_at_once_stores_one_comment(committed):
    page, _moderators = committed
    now = timezone.now()

    def sending(number):
        values = {"author_name": "Jon P.", "text": "What about week 12?", "sender_digest": f"{number:064}"}
        return Sending(page=page, parent=None, **values)

    challenge = issue_challenge(sending(0).keys_at(now)[0], now)
    solved = Circumstances(challenge=challenge.token, number=solve(challenge))
    results = at_once(
        *(partial(receive_comment, sending=sending(number), circumstances=solved, now=now) for number in range(6))
    )
    assert {comment.pk for comment in results} == {Comment.objects.get().pk}


def test_reply_to_a_comment_that_goes_meanwhile_is_told(committed):
    page, _moderators = committed
    parent = CommentFactory(page=page, status=CommentStatus.APPROVED)
    stale = Comment.objects.get(pk=parent.pk)
    parent.delete()
    with pytest.raises(ParentNotPublic):
        submit_comment(sending=Sending(page=page, parent=stale, author_name="Jon P.", text="What about week 12?"))
    assert not Comment.objects.exists()


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
