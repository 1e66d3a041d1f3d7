import pytest
from django.core.paginator import InvalidPage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from blog.comments.actions.storage import refresh_discussion
from blog.comments.models import Comment, CommentsKind, CommentStatus, Discussion, ThreadOrder
from blog.comments.threads import ANSWERED, UNANSWERED, Listing, ThreadPage, fair_share, page_number_of, with_opening
from tests.factories.comments import CommentFactory
from tests.factories.pages import ArticlePageFactory
from tests.factories.users import UserFactory


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
    assert [shown(ThreadPage(page, Listing(number))) for number in (1, 2)] == [comments[:2], comments[2:]]


def test_number_beyond_the_last_page_has_no_page(page, small_pages):
    approved(page)
    with pytest.raises(InvalidPage):
        ThreadPage(page, Listing(2))


def test_reply_stays_on_the_page_of_its_thread(page, small_pages):
    first = approved(page)
    approved(page), approved(page)
    reply = approved(page, parent=first)
    assert reply in shown(ThreadPage(page, Listing(1)))


def test_waiting_threads_take_no_place_on_a_page(page, small_pages):
    one = approved(page)
    CommentFactory.create_batch(3, page=page)
    two = approved(page)
    assert shown(ThreadPage(page, Listing(1))) == [one, two]


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


@pytest.mark.parametrize("order", ThreadOrder)
@pytest.mark.parametrize("count", [0, 100, 1000])
def test_reading_costs_one_query_whatever_the_number_of_comments(page, order, count, django_assert_max_num_queries):
    first = None
    for number in range(count):
        first = approved(page) if number % 10 == 0 else approved(page, parent=first) and first
    discussion = Discussion.objects.state_of(page.pk)
    with django_assert_max_num_queries(1):
        ThreadPage(page, Listing(order=order), discussion)


def test_two_hundred_replies_below_each_other_are_read_with_one_query(page, django_assert_max_num_queries):
    last = approved(page)
    for _number in range(200):
        last = approved(page, parent=last)
    discussion = Discussion.objects.state_of(page.pk)
    with django_assert_max_num_queries(1):
        ThreadPage(page, None, discussion)


def test_one_thread_takes_no_more_than_its_share_of_a_page(page, monkeypatch):
    monkeypatch.setattr("blog.comments.threads.COMMENTS_ON_A_PAGE", 8)
    monkeypatch.setattr("blog.comments.threads.COMMENTS_OF_A_THREAD", 4)
    first = approved(page)
    for _number in range(9):
        approved(page, parent=first)
    rows = ThreadPage(page).rows
    assert len(rows) == 4
    assert rows[-1].more_replies == 6


@pytest.mark.parametrize(
    ("order", "index"),
    [
        (ThreadOrder.OLDEST, "comment_thread_roots"),
        (ThreadOrder.NEWEST, "comment_thread_roots"),
        (ThreadOrder.HELPFUL, "comment_helpful_roots"),
    ],
)
def test_place_in_an_order_is_read_from_its_index(page, order, index, is_postgres):
    if is_postgres:
        pytest.skip("PostgreSQL reads a small table whole.")
    comment = approved(page)
    with CaptureQueriesContext(connection) as captured:
        page_number_of(comment, order)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {captured[0]['sql']}")
        plan = " ".join(row[-1] for row in cursor.fetchall())
    assert len(captured) == 1
    assert index in plan
    assert "SCAN" not in plan


# Orders


@pytest.fixture
def three(page):
    """Three threads: the second one found most helpful, then the third."""
    comments = [approved(page, helpful_count=count) for count in (0, 5, 2)]
    approved(page, parent=comments[0], helpful_count=9)
    return comments


@pytest.mark.parametrize(
    ("order", "places"),
    [(ThreadOrder.OLDEST, [0, 1, 2]), (ThreadOrder.NEWEST, [2, 1, 0]), (ThreadOrder.HELPFUL, [1, 2, 0])],
)
def test_threads_stand_in_the_order_asked_for(page, three, order, places):
    roots = [row.comment for row in ThreadPage(page, Listing(order=order)).rows if not row.is_reply]
    assert roots == [three[place] for place in places]


@pytest.mark.parametrize("order", ThreadOrder)
def test_reply_follows_its_comment_in_every_order(page, three, order):
    comments = shown(ThreadPage(page, Listing(order=order)))
    reply = Comment.objects.get(depth=2)
    assert comments[comments.index(reply) - 1] == three[0]


@pytest.mark.parametrize("order", ThreadOrder)
def test_every_comment_is_on_the_page_that_is_told(page, small_pages, order):
    comments = [approved(page, helpful_count=count) for count in (3, 0, 3, 1, 7)]
    comments.append(approved(page, parent=comments[1], helpful_count=8))
    for comment in comments:
        number = page_number_of(comment, order)
        assert comment in shown(ThreadPage(page, Listing(number, order)))


# What the clinic puts in front


def by_clinic(page, **values):
    return approved(page, staff_author=UserFactory(), **values)


@pytest.fixture
def asked(page):
    """A page that takes questions."""
    page.comments_kind = CommentsKind.QUESTIONS
    page.save()
    return page


MOMENT = "2026-05-01T12:00:00Z"


def test_pinned_answer_stands_above_and_in_its_place(page):
    first = approved(page)
    answer = by_clinic(page, parent=first, pinned_at=MOMENT)
    found = ThreadPage(page)
    assert found.pinned.comment == answer
    assert shown(found) == [first, answer]


def test_pinned_answer_of_another_page_of_threads_stands_above_alone(page, small_pages):
    one, two, three = approved(page), approved(page), approved(page)
    answer = by_clinic(page, parent=three, pinned_at=MOMENT)
    found = ThreadPage(page)
    assert (found.pinned.comment, shown(found)) == (answer, [one, two])


def test_pinned_first_comment_of_another_page_of_threads_takes_no_place(page, small_pages):
    one, two = approved(page), approved(page)
    answer = by_clinic(page, pinned_at=MOMENT)
    found = ThreadPage(page)
    assert (found.pinned.comment, shown(found)) == (answer, [one, two])


@pytest.mark.parametrize("order", ThreadOrder)
def test_pinned_first_comment_stands_in_its_place_too(page, order):
    approved(page, helpful_count=3)
    answer = by_clinic(page, pinned_at=MOMENT, helpful_count=1)
    assert answer in shown(ThreadPage(page, Listing(order=order)))


def test_pinned_answer_stands_above_the_first_page_only(page, small_pages):
    for _number in range(3):
        approved(page)
    by_clinic(page, pinned_at=MOMENT)
    assert ThreadPage(page, Listing(2)).pinned is None


def test_removed_comment_is_pinned_no_longer(page):
    approved(page)
    answer = by_clinic(page, pinned_at=MOMENT)
    Comment.objects.filter(pk=answer.pk).update(status=CommentStatus.SPAM)
    refresh_discussion(answer)
    found = ThreadPage(page)
    assert found.pinned is None
    assert answer not in shown(found)


def test_comment_whose_account_is_gone_is_pinned_no_longer(page):
    approved(page, pinned_at=MOMENT)
    assert ThreadPage(page).pinned is None


def test_accepted_answer_is_the_first_reply(asked):
    question = approved(asked)
    early = approved(asked, parent=question)
    answer = by_clinic(asked, parent=question, accepted_at=MOMENT)
    assert shown(ThreadPage(asked)) == [question, answer, early]


def test_accepted_answer_is_shown_however_late_it_came(asked, small_pages, monkeypatch):
    monkeypatch.setattr("blog.comments.threads.COMMENTS_OF_A_THREAD", 3)
    question = approved(asked)
    for _number in range(6):
        approved(asked, parent=question)
    answer = by_clinic(asked, parent=question, accepted_at=MOMENT)
    assert shown(ThreadPage(asked))[:2] == [question, answer]


def test_question_without_a_reply_of_the_clinic_is_marked(asked):
    question = approved(asked)
    approved(asked, parent=question)
    assert [row.is_unanswered for row in ThreadPage(asked).rows] == [True, False]


def test_question_with_a_reply_of_the_clinic_is_not_marked(asked):
    by_clinic(asked, parent=approved(asked))
    assert not any(row.is_unanswered for row in ThreadPage(asked).rows)


def test_reply_of_the_clinic_that_is_not_public_answers_nothing(asked):
    CommentFactory(page=asked, parent=approved(asked), staff_author=UserFactory())
    assert ThreadPage(asked).rows[0].is_unanswered


def test_comments_of_a_discussion_are_never_marked(page):
    approved(page)
    assert not any(row.is_unanswered for row in ThreadPage(page).rows)


def test_answered_and_unanswered_questions_can_be_asked_for(asked):
    open_question, question = approved(asked), approved(asked)
    answer = by_clinic(asked, parent=question)
    CommentFactory(page=asked, parent=open_question, staff_author=UserFactory())
    assert shown(ThreadPage(asked, Listing(answers=UNANSWERED))) == [open_question]
    assert shown(ThreadPage(asked, Listing(answers=ANSWERED))) == [question, answer]


def test_pages_of_answered_questions_are_counted(asked, small_pages):
    for _number in range(3):
        by_clinic(asked, parent=approved(asked))
    approved(asked)
    assert ThreadPage(asked, Listing(answers=ANSWERED)).thread_count == 3
    with pytest.raises(InvalidPage):
        ThreadPage(asked, Listing(2, answers=UNANSWERED))


# Parts of a thread


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
