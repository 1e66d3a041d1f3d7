import pytest

from blog.comments.models import Comment
from tests.factories.comments import CommentFactory
from tests.factories.pages import ArticlePageFactory, SeriesPageFactory

pytestmark = pytest.mark.django_db


def test_comments_outlive_their_page_and_keep_its_title():
    comment = CommentFactory(page=ArticlePageFactory(title="Where pain begins"))
    comment.page.delete()
    comment.refresh_from_db()
    assert (comment.page, comment.page_title) == (None, "Where pain begins")
    assert comment.page_deleted_at is not None


def test_comments_outlive_the_series_of_their_page():
    series = SeriesPageFactory()
    comment = CommentFactory(page=ArticlePageFactory(parent=series, title="Part one"))
    series.refresh_from_db()
    series.delete()
    comment.refresh_from_db()
    assert (comment.page, comment.page_title) == (None, "Part one")


def test_comments_follow_a_page_that_moves():
    series = SeriesPageFactory()
    comment = CommentFactory()
    page = comment.page
    page.move(series, pos="last-child")
    comment.refresh_from_db()
    assert comment.page_id == page.pk


def test_copy_of_a_page_has_no_comments():
    comment = CommentFactory()
    copy = comment.page.specific.copy(update_attrs={"slug": "copy"})
    assert not Comment.objects.under(copy).exists()
