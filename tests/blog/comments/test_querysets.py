import pytest

from blog.comments.actions.decisions import mark_as_spam
from blog.comments.models import Comment, CommentStatus
from blog.comments.querysets import path_step
from tests.factories.comments import CommentFactory, ModeratorFactory
from tests.factories.pages import ArticlePageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    return ArticlePageFactory()


def approved(page, **values):
    return CommentFactory(page=page, status=CommentStatus.APPROVED, **values)


@pytest.mark.parametrize("status", [status for status in CommentStatus if status != CommentStatus.APPROVED])
def test_comment_in_any_other_state_is_hidden_from_readers(status):
    CommentFactory(status=status)
    assert not Comment.objects.public().exists()


def test_approved_comment_is_public(page):
    comment = approved(page)
    assert list(Comment.objects.public()) == [comment]


def test_waiting_comments_come_oldest_first(page):
    first, second = CommentFactory(page=page), CommentFactory(page=page)
    approved(page)
    Comment.objects.filter(pk=second.pk).update(created_at="2020-01-01T00:00:00Z")
    assert list(Comment.objects.awaiting_moderation()) == [second, first]


def test_comments_of_another_page_are_left_out(page):
    approved(ArticlePageFactory())
    assert not Comment.objects.under(page).exists()


def test_paths_sort_as_numbers():
    assert sorted(map(path_step, [10, 9, 100, 1])) == [path_step(number) for number in (1, 9, 10, 100)]


def test_threads_come_in_order_with_replies_below_their_parents(page):
    one = approved(page)
    two = approved(page)
    reply = approved(page, parent=one)
    deeper = approved(page, parent=reply)
    second_reply = approved(page, parent=one)
    found = Comment.objects.threads_for(page, one.thread_root, two.thread_root)
    assert list(found) == [one, reply, deeper, second_reply, two]


def test_threads_hold_nothing_that_never_was_public(page):
    one = approved(page)
    CommentFactory(page=page)
    CommentFactory(page=page, status=CommentStatus.SPAM)
    assert list(Comment.objects.threads_for(page, one.thread_root, path_step(10**9))) == [one]


def test_threads_hold_removed_comments(page):
    one = approved(page)
    Comment.objects.filter(pk=one.pk).update(status=CommentStatus.SPAM)
    assert list(Comment.objects.threads_for(page, one.thread_root, one.thread_root)) == [one]


def test_first_comments_of_threads_are_those_with_something_public(page):
    one, two = approved(page), approved(page)
    approved(page, parent=one)
    CommentFactory(page=page)
    approved(ArticlePageFactory())
    assert list(Comment.objects.thread_roots(page).in_order("oldest")) == [one, two]


def test_removed_first_comment_with_a_public_reply_leads_its_thread(page):
    one = approved(page)
    approved(page, parent=one)
    mark_as_spam(comment=one, moderator=ModeratorFactory())
    assert list(Comment.objects.thread_roots(page)) == [one]


def test_thread_without_a_public_comment_is_none(page):
    mark_as_spam(comment=approved(page), moderator=ModeratorFactory())
    assert not Comment.objects.thread_roots(page).exists()


def test_beginning_of_each_thread_can_be_read(page):
    one, two = approved(page), approved(page)
    first_reply, _second_reply = approved(page, parent=one), approved(page, parent=one)
    found = Comment.objects.threads_for(page, one.thread_root, two.thread_root).first_of_each_thread(2)
    assert list(found) == [one, first_reply, two]


def test_comments_of_the_clinic_are_those_with_an_account(page):
    approved(page)
    own = approved(page, staff_author=UserFactory())
    approved(ArticlePageFactory(), staff_author=UserFactory())
    assert list(Comment.objects.by_staff(page)) == [own]
