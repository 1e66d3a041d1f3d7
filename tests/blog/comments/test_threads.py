import pytest
from django.core.paginator import InvalidPage
from hypothesis import given
from hypothesis import strategies as st

from blog.comments.models import Comment, CommentStatus, RefusalReason
from blog.comments.querysets import path_step
from blog.comments.threads import ThreadPage, arrange, fair_share, page_number_of, with_opening
from tests.factories.comments import CommentFactory
from tests.factories.pages import ArticlePageFactory
from tests.factories.users import UserFactory


def comment(pk, parent=None, status=CommentStatus.APPROVED, **values):
    """A comment that is nowhere stored."""
    path = (parent.path if parent else "") + path_step(pk)
    depth = parent.depth + 1 if parent else 1
    values = {"author_name": f"Reader {pk}", "text": "Text.", **values}
    return Comment(pk=pk, parent_id=parent and parent.pk, path=path, depth=depth, status=status, **values)


def chain(length):
    comments = [comment(1)]
    while len(comments) < length:
        comments.append(comment(len(comments) + 1, comments[-1]))
    return comments


def test_levels_end_at_two():
    assert [row.level for row in arrange(chain(5))] == [0, 1, 2, 2, 2]


def test_headings_follow_the_levels():
    assert [row.heading_level for row in arrange(chain(4))] == [3, 4, 5, 5]


def test_reply_that_stands_beside_what_it_answers_says_so():
    assert [row.answers and row.answers.comment.pk for row in arrange(chain(5))] == [None, None, None, 3, 4]


def test_lists_open_where_replies_begin():
    assert [bool(row.opens_replies_to) for row in arrange(chain(4))] == [False, True, True, False]


def test_list_of_replies_is_named_after_whom_they_answer():
    assert arrange(chain(2))[1].opens_replies_to == "Reader 1"


def test_siblings_share_a_list():
    first = comment(1)
    rows = arrange([first, comment(2, first), comment(3, first)])
    assert [bool(row.opens_replies_to) for row in rows] == [False, True, False]


def test_lists_close_where_the_next_thread_begins():
    rows = arrange([*chain(4), comment(9)])
    assert [len(row.closes) for row in rows if not row.has_replies_below] == [0, 2, 0]


@st.composite
def forests(draw):
    """Comments in thread order, each public or not, each below an earlier one or at the top."""
    made = []
    for pk in range(1, draw(st.integers(0, 25)) + 1):
        parent = draw(st.sampled_from([None, *made]))
        status = draw(st.sampled_from([CommentStatus.APPROVED, CommentStatus.SPAM, CommentStatus.WITHDRAWN]))
        made.append(comment(pk, parent, status))
    return sorted(made, key=lambda item: item.path)


@given(forests())
def test_lists_open_and_close_in_balance(comments):
    items = lists = 0
    for row in arrange(comments):
        lists += bool(row.opens_replies_to)
        items += 1
        if not row.has_replies_below:
            items -= 1 + len(row.closes)
            lists -= len(row.closes)
        assert items >= 0
        assert lists >= 0
    assert (items, lists) == (0, 0)


@given(forests())
def test_every_public_comment_is_shown_once(comments):
    shown = [row.comment.pk for row in arrange(comments) if row.comment.is_public]
    assert shown == [item.pk for item in comments if item.is_public]


@given(forests())
def test_nothing_is_deeper_than_one_below_what_stands_before_it(comments):
    levels = [row.level for row in arrange(comments)]
    assert all(level <= before + 1 for before, level in zip([-1, *levels], levels, strict=False))


def test_removed_comment_stays_as_a_line_where_a_public_one_answers_it():
    removed = comment(1, status=CommentStatus.REMOVED, refusal_reason=RefusalReason.ABUSE)
    rows = arrange([removed, comment(2, removed)])
    assert [row.gone_because for row in rows] == ["Removed by a moderator because it attacked somebody.", ""]


def test_removed_comment_without_answers_is_gone():
    assert arrange([comment(1, status=CommentStatus.REMOVED, refusal_reason=RefusalReason.ABUSE)]) == []


def test_removed_comment_with_only_removed_answers_is_gone():
    first = comment(1, status=CommentStatus.SPAM)
    assert arrange([first, comment(2, first, CommentStatus.SPAM)]) == []


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (CommentStatus.WITHDRAWN, "Withdrawn by its writer."),
        (CommentStatus.SPAM, "This comment is no longer shown."),
        (CommentStatus.REJECTED, "This comment is no longer shown."),
        (CommentStatus.PENDING, "This comment is no longer shown."),
    ],
)
def test_comment_that_is_gone_says_why(status, line):
    first = comment(1, status=status)
    assert arrange([first, comment(2, first)])[0].gone_because == line


def test_name_of_a_removed_comment_is_not_told():
    first = comment(1, status=CommentStatus.WITHDRAWN, author_name="Secret")
    assert "Secret" not in arrange([first, comment(2, first)])[1].opens_replies_to


def test_answer_to_something_that_is_not_there_stands_at_the_top():
    lost = comment(2, comment(1))
    assert arrange([lost])[0].level == 0


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Marguerite H.", "MH"), ("jon", "J"), ("Ana Maria de Souza", "AS"), ("*** !!!", ""), ("Ó Súilleabháin", "ÓS")],
)
def test_initials(name, initials):
    assert arrange([comment(1, author_name=name)])[0].initials == initials


@pytest.mark.parametrize(("account", "is_by_writer"), [(7, True), (8, False), (None, False)])
def test_writer_of_the_page_is_known_by_the_account(account, is_by_writer):
    assert arrange([comment(1, staff_author_id=account)], writer_account_id=7)[0].is_by_writer is is_by_writer


def test_page_without_a_writer_badges_nobody():
    assert not arrange([comment(1)], writer_account_id=None)[0].is_by_writer


@pytest.mark.parametrize(
    ("sizes", "budget", "share"),
    [([3, 4], 10, None), ([10], 10, None), ([11], 10, 10), ([1, 20], 10, 9), ([5, 5, 5], 9, 3), ([1] * 20, 10, 1)],
)
def test_long_threads_share_what_short_ones_leave(sizes, budget, share):
    assert fair_share(sizes, budget) == share


@given(st.lists(st.integers(1, 500), min_size=1, max_size=20), st.integers(20, 300))
def test_shares_stay_within_the_budget(sizes, budget):
    share = fair_share(sizes, budget)
    assert sum(min(size, share or size) for size in sizes) <= budget


# Stored threads


def approved(page, **values):
    return CommentFactory(page=page, status=CommentStatus.APPROVED, **values)


@pytest.fixture
def page(db):
    return ArticlePageFactory()


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr("blog.comments.threads.THREADS_ON_A_PAGE", 2)
    monkeypatch.setattr("blog.comments.threads.COMMENTS_ON_A_PAGE", 4)


def shown(thread_page):
    return [row.comment for row in thread_page.rows]


def test_page_without_comments_has_one_empty_page(page):
    assert (ThreadPage(page).thread_count, shown(ThreadPage(page))) == (0, [])


def test_threads_are_divided_into_pages(page, small_pages):
    comments = [approved(page) for _number in range(3)]
    assert [shown(ThreadPage(page, number)) for number in (1, 2)] == [comments[:2], comments[2:]]


def test_number_beyond_the_last_page_has_no_page(page, small_pages):
    approved(page)
    with pytest.raises(InvalidPage):
        ThreadPage(page, 2)


def test_reply_stays_on_the_page_of_its_thread(page, small_pages):
    first = approved(page)
    approved(page), approved(page)
    reply = approved(page, parent=first)
    assert reply in shown(ThreadPage(page, 1))


def test_waiting_threads_take_no_place_on_a_page(page, small_pages):
    one = approved(page)
    CommentFactory.create_batch(3, page=page)
    two = approved(page)
    assert shown(ThreadPage(page, 1)) == [one, two]


def test_long_thread_goes_on_elsewhere(page, small_pages):
    first = approved(page)
    replies = [approved(page, parent=first) for _number in range(5)]
    rows = ThreadPage(page).rows
    assert [row.comment for row in rows] == [first, *replies[:3]]
    assert [row.more_replies for row in rows] == [0, 0, 0, 2]


def test_short_thread_beside_a_long_one_is_whole(page, small_pages):
    long = approved(page)
    for _number in range(5):
        approved(page, parent=long)
    short = approved(page)
    rows = ThreadPage(page).rows
    assert rows[-1].comment == short
    assert rows[-1].more_replies == 0


def test_place_of_a_comment_is_found(page, small_pages):
    comments = [approved(page) for _number in range(5)]
    reply = approved(page, parent=comments[4])
    assert [page_number_of(item) for item in [*comments, reply]] == [1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize("count", [0, 100, 1000])
def test_reading_costs_two_queries_whatever_the_number_of_comments(page, count, django_assert_max_num_queries):
    first = None
    for number in range(count):
        first = approved(page) if number % 10 == 0 else approved(page, parent=first) and first
    with django_assert_max_num_queries(2):
        ThreadPage(page)


def test_two_hundred_replies_below_each_other_are_read_with_two_queries(page, django_assert_max_num_queries):
    last = approved(page)
    for _number in range(200):
        last = approved(page, parent=last)
    with django_assert_max_num_queries(2):
        assert len(ThreadPage(page).rows) == 201


def test_later_part_of_a_thread_begins_with_what_it_stands_below(page):
    first = approved(page)
    second = approved(page, parent=first)
    third = approved(page, parent=second)
    fourth = approved(page, parent=third)
    assert with_opening([fourth]) == [first, second, fourth]


def test_first_part_of_a_thread_needs_no_opening(page, django_assert_num_queries):
    first = approved(page)
    with django_assert_num_queries(0):
        assert with_opening([first]) == [first]


def test_staff_comment_carries_its_account(page):
    approved(page, staff_author=UserFactory())
    assert ThreadPage(page).rows[0].comment.staff_author_id is not None
