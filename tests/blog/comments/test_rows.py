import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from blog.comments.models import Comment, CommentStatus, RefusalReason
from blog.comments.querysets import path_step
from blog.comments.rows import (
    LONG_TEXT,
    SHOWN_OF_LONG_TEXT,
    SHOWN_UNFOLDED,
    arrange,
    readable,
    split_text,
    with_answer_first,
)
from tests.factories.comments import CommentFactory
from tests.factories.people import TeamMemberPageFactory
from tests.factories.users import UserFactory

# What stands where


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
    for pk in range(1, draw(st.integers(0, 45)) + 1):
        parent = draw(st.sampled_from([None, *made]))
        status = draw(st.sampled_from([CommentStatus.APPROVED, CommentStatus.SPAM, CommentStatus.WITHDRAWN]))
        made.append(comment(pk, parent, status))
    return sorted(made, key=lambda item: item.path)


@given(forests())
def test_lists_open_and_close_in_balance(comments):
    items = lists = 0
    folds = 0
    for row in arrange(comments):
        lists += bool(row.opens_replies_to)
        folds += bool(row.folds)
        items += 1
        if not row.has_replies_below:
            items -= 1 + len(row.closes)
            lists -= len(row.closes)
            folds -= sum(row.closes)
        assert items >= 0
        assert lists >= 0
        assert 0 <= folds <= 1
    assert (items, lists, folds) == (0, 0, 0)


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


# Folds


def test_long_thread_folds_its_later_replies():
    first = comment(1)
    rows = arrange([first, *[comment(number, first) for number in range(2, 31)]])
    assert [index for index, row in enumerate(rows) if row.folds] == [SHOWN_UNFOLDED]
    assert rows[SHOWN_UNFOLDED].folds == 30 - SHOWN_UNFOLDED


def test_fold_ends_with_its_list():
    first = comment(1)
    rows = arrange([first, *[comment(number, first) for number in range(2, 31)], comment(40)])
    assert [row.closes for row in rows[-2:]] == [[True], []]


def test_thread_that_is_hardly_longer_does_not_fold():
    first = comment(1)
    assert not any(row.folds for row in arrange([first, *[comment(number, first) for number in range(2, 13)]]))


def test_chain_of_replies_folds_too():
    rows = arrange(chain(30))
    assert [index for index, row in enumerate(rows) if row.folds] == [SHOWN_UNFOLDED]
    assert rows[-1].closes == [True, False]


def test_next_thread_is_counted_anew():
    one, two = comment(1), comment(20)
    rows = arrange([one, *[comment(n, one) for n in range(2, 9)], two, *[comment(n, two) for n in range(21, 28)]])
    assert not any(row.folds for row in rows)


def test_conversation_at_its_own_address_does_not_fold():
    assert not any(row.folds for row in arrange(chain(30), folds=False))


def test_text_of_usual_length_is_shown_whole():
    assert split_text(["a" * LONG_TEXT]) == (["a" * LONG_TEXT], [])


def test_long_text_folds_after_a_sentence():
    shown, rest = split_text(["A sentence of some words. " * 80])
    assert shown[0].endswith("words.")
    assert rest[0].startswith("A sentence")


@given(st.lists(st.text(alphabet="ab .", min_size=1, max_size=900), min_size=1, max_size=6))
def test_folding_loses_no_letter(paragraphs):
    shown, rest = split_text(paragraphs)
    assert "".join("".join([*shown, *rest]).split()) == "".join("".join(paragraphs).split())


@given(st.lists(st.text(alphabet="ab .", min_size=1, max_size=3000), min_size=1, max_size=6))
def test_little_of_a_long_text_is_shown_at_once(paragraphs):
    shown, rest = split_text(paragraphs)
    assert not rest or sum(map(len, shown)) <= SHOWN_OF_LONG_TEXT


# An accepted answer


def test_answer_stands_in_front_of_earlier_replies():
    first = comment(1)
    early, answer = comment(2, first), comment(3, first)
    assert with_answer_first([first, early, answer], answer) == [first, answer, early]


def test_branch_of_a_deeper_answer_comes_first():
    first = comment(1)
    early, branch = comment(2, first), comment(3, first)
    other, answer = comment(4, branch), comment(5, branch)
    assert with_answer_first([first, early, branch, other, answer], answer) == [first, branch, answer, other, early]


# Who speaks for the clinic


@pytest.fixture
def badge(db):
    """The badge that a comment from an account gets."""

    def badge(account, writer_account_id=None, **values):
        stored = CommentFactory(staff_author=account, status=CommentStatus.APPROVED, **values)
        return arrange(readable(Comment.objects.filter(pk=stored.pk)), writer_account_id)[0].badge

    return badge


def test_badge_is_made_of_the_team_page(badge):
    account = UserFactory()
    TeamMemberPageFactory(title="Priya Nair", honorific_suffix="PharmD", role="Clinical pharmacist", user=account)
    found = badge(account, author_name="Priya")
    assert (found.name, found.role) == ("Priya Nair, PharmD", "Clinical pharmacist")


def test_person_without_letters_is_badged_by_name(badge):
    account = UserFactory()
    TeamMemberPageFactory(title="Jonas Weber", user=account)
    assert badge(account).name == "Jonas Weber"


def test_account_without_a_team_page_keeps_the_name_of_the_comment(badge):
    found = badge(UserFactory(), author_name="Hannah L.")
    assert (found.name, found.role) == ("Hannah L.", "")


def test_draft_of_a_team_page_tells_nothing(badge):
    account = UserFactory()
    TeamMemberPageFactory(title="Secret", role="Locum", user=account, live=False)
    found = badge(account, author_name="Hannah L.")
    assert (found.name, found.role) == ("Hannah L.", "")


def test_private_team_page_tells_nothing(badge):
    account = UserFactory()
    person = TeamMemberPageFactory(title="Secret", role="Locum", user=account)
    PageViewRestriction.objects.create(page=person, restriction_type=PageViewRestriction.LOGIN)
    assert badge(account, author_name="Hannah L.").name == "Hannah L."


def test_writer_of_the_page_is_known_by_the_account(badge):
    account = UserFactory()
    assert badge(account, account.pk).is_writer
    assert not badge(account, account.pk + 1).is_writer


def test_reader_has_no_badge(badge):
    assert badge(None, None) is None


def test_badges_cost_no_query_of_their_own(db, django_assert_num_queries):
    for number in range(5):
        account = UserFactory()
        TeamMemberPageFactory(user=account, title=f"Person {number}")
        CommentFactory(staff_author=account, status=CommentStatus.APPROVED)
    with django_assert_num_queries(1):
        assert all(row.badge.role for row in arrange(readable(Comment.objects.all())))
