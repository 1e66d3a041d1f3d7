import pytest

from blog.comments.models import Comment
from blog.comments.search_index import find_comments, forget_comments, index_comments
from tests.factories.comments import CommentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed():
    """Makes a comment and takes it in."""

    def indexed(**values):
        comment = CommentFactory(**values)
        index_comments([comment.pk])
        return comment

    return indexed


@pytest.mark.parametrize("query", ["driving", "DRIVING", "driv", "driving Ben", "b", "“driving”!", "driving -at"])
def test_comment_is_found_by_the_words_of_its_text_and_name(indexed, query):
    comment = indexed(author_name="Ben", text="Driving at night.")
    assert find_comments(query) == [comment.pk]


@pytest.mark.parametrize("query", ["walking", "driving walking", "riving", "", " ", "-", '"', "*", "%"])
def test_other_words_find_nothing(indexed, query):
    indexed(author_name="Ben", text="Driving at night.")
    assert find_comments(query) == []


@pytest.mark.parametrize(
    "query",
    ['"driving', "driving OR", "NEAR(driving", "driving:", "a AND", "(", "'driving", "\\", "rowid:1", "x" * 5000],
)
def test_no_query_is_a_fault(indexed, query):
    indexed(text="Driving at night.")
    assert isinstance(find_comments(query), list)


def test_newest_comes_first(indexed):
    first, second = indexed(text="About sleep."), indexed(text="About sleep too.")
    assert find_comments("sleep") == [second.pk, first.pk]


def test_identifying_details_are_not_found(indexed):
    comment = indexed(text="Call Quentin at home", judgement={"identifiers": [[5, 12, "own_name"]]})
    assert find_comments("Quentin") == []
    assert find_comments("home") == [comment.pk]


def test_edit_that_waits_is_found_and_so_is_the_public_text(indexed):
    comment = indexed(status="approved", text="About sleep.", edited_text="About driving.")
    assert find_comments("sleep") == find_comments("driving") == [comment.pk]


def test_forgotten_comment_is_not_found(indexed):
    forget_comments([indexed(text="About sleep.").pk])
    assert find_comments("sleep") == []


def test_deleted_comment_is_forgotten_at_once(indexed):
    comment = indexed(text="About sleep.")
    comment.delete()
    assert find_comments("sleep") == []


def test_comment_without_text_any_more_is_forgotten(indexed):
    comment = indexed(status="withdrawn", text="About sleep.")
    Comment.objects.filter(pk=comment.pk).update(text="")
    index_comments([comment.pk])
    assert find_comments("sleep") == []


def test_search_is_one_query(indexed, django_assert_num_queries):
    indexed(text="About sleep.")
    with django_assert_num_queries(1):
        find_comments("about sleep")
