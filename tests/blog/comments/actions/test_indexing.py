import datetime

import pytest
from django.utils import timezone

from blog.comments.actions.indexing import index_changed_comments, index_every_comment
from blog.comments.models import Comment, CommentStatusChange, SearchProgress
from blog.comments.search_index import find_comments
from tests.factories.comments import CommentFactory

pytestmark = pytest.mark.django_db


def sent(minutes=5, **values):
    """A comment with the first row of its history, some minutes old."""
    comment = CommentFactory(**values)
    at = timezone.now() - datetime.timedelta(minutes=minutes)
    CommentStatusChange.objects.create(comment=comment, event="sent", to_status="pending", at=at)
    return comment


def test_new_comment_is_found_after_the_next_run():
    comment = sent(text="About sleep.")
    assert find_comments("sleep") == []
    index_changed_comments()
    assert find_comments("sleep") == [comment.pk]


def test_run_goes_on_where_the_last_one_ended():
    sent(text="About sleep.")
    assert [index_changed_comments(), index_changed_comments()] == [1, 0]


def test_last_minute_is_read_again():
    sent(minutes=0, text="About sleep.")
    assert [index_changed_comments(), index_changed_comments()] == [1, 1]


def test_changed_text_is_found_by_its_new_words_only():
    comment = sent(text="About sleep.")
    index_changed_comments()
    Comment.objects.filter(pk=comment.pk).update(text="About driving.")
    CommentStatusChange.objects.create(comment=comment, event="redacted", to_status="pending")
    index_changed_comments()
    assert (find_comments("sleep"), find_comments("driving")) == ([], [comment.pk])


def test_everything_is_taken_in_without_any_history():
    comment = CommentFactory(text="About sleep.")
    assert index_every_comment() == 1
    assert find_comments("sleep") == [comment.pk]


def test_taking_everything_in_leaves_nothing_to_do():
    sent()
    index_every_comment()
    assert index_changed_comments() == 0
    assert SearchProgress.objects.get().last_change_id == CommentStatusChange.objects.get().pk
