import pytest
from wagtail.models import ModelLogEntry

from blog.comments.actions.highlights import accept_answer, pin_comment, unaccept_answer, unpin_comment
from blog.comments.errors import DecisionNotPossible, NotAllowed
from blog.comments.models import ChangeEvent, CommentsKind, CommentStatus, CommentStatusChange, Discussion
from tests.factories.comments import CommentFactory
from tests.factories.pages import ArticlePageFactory
from tests.factories.users import UserFactory

ACTIONS = [pin_comment, unpin_comment, accept_answer, unaccept_answer]


@pytest.fixture
def asked(article):
    article.comments_kind = CommentsKind.QUESTIONS
    article.save()
    return article


@pytest.fixture
def question(asked):
    return CommentFactory(page=asked, status=CommentStatus.APPROVED)


@pytest.fixture
def answer(asked, question):
    """A public reply of the clinic to a question."""
    return by_clinic(page=asked, parent=question)


def by_clinic(**values):
    return CommentFactory(status=CommentStatus.APPROVED, staff_author=UserFactory(), **values)


def events(comment):
    return list(CommentStatusChange.objects.filter(comment=comment).values_list("event", flat=True))


def is_set(comment, field):
    comment.refresh_from_db()
    return getattr(comment, field) is not None


@pytest.mark.parametrize(("action", "field"), [(pin_comment, "pinned_at"), (accept_answer, "accepted_at")])
class TestPuttingInFront:
    def test_marks_the_comment(self, answer, moderator, action, field):
        action(comment=answer, moderator=moderator)
        assert is_set(answer, field)

    def test_one_gives_way_to_the_next(self, asked, question, answer, moderator, action, field):
        other = by_clinic(page=asked, parent=question)
        action(comment=answer, moderator=moderator)
        action(comment=other, moderator=moderator)
        assert (is_set(answer, field), is_set(other, field)) == (False, True)

    def test_is_written_down_once(self, answer, moderator, action, field):
        action(comment=answer, moderator=moderator)
        action(comment=answer, moderator=moderator)
        assert len(events(answer)) == 1
        assert ModelLogEntry.objects.filter(object_id=str(answer.pk), user=moderator).count() == 1

    def test_refuses_a_readers_comment(self, asked, question, moderator, action, field):
        reply = CommentFactory(page=asked, parent=question, status=CommentStatus.APPROVED)
        with pytest.raises(DecisionNotPossible):
            action(comment=reply, moderator=moderator)
        assert not is_set(reply, field)

    def test_refuses_praise(self, asked, question, moderator, action, field):
        praise = by_clinic(page=asked, parent=question, labels="complaint,endorse")
        with pytest.raises(DecisionNotPossible):
            action(comment=praise, moderator=moderator)
        assert not is_set(praise, field)

    @pytest.mark.parametrize("status", [status for status in CommentStatus if status != CommentStatus.APPROVED])
    def test_refuses_what_is_not_public(self, asked, question, moderator, action, field, status):
        hidden = CommentFactory(page=asked, parent=question, status=status, staff_author=UserFactory())
        with pytest.raises(DecisionNotPossible):
            action(comment=hidden, moderator=moderator)
        assert not is_set(hidden, field)

    def test_refuses_what_was_removed_meanwhile(self, answer, moderator, action, field):
        type(answer).objects.filter(pk=answer.pk).update(status=CommentStatus.SPAM)
        with pytest.raises(DecisionNotPossible):
            action(comment=answer, moderator=moderator)
        assert not is_set(answer, field)

    def test_readers_get_a_new_rendering(self, asked, answer, moderator, action, field):
        before = Discussion.objects.state_of(asked.pk).revision
        action(comment=answer, moderator=moderator)
        assert Discussion.objects.state_of(asked.pk).revision > before


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_else_may(answer, action):
    with pytest.raises(NotAllowed):
        action(comment=answer, moderator=UserFactory())
    assert events(answer) == []


def test_pinned_answer_is_put_back(answer, moderator):
    pin_comment(comment=answer, moderator=moderator)
    unpin_comment(comment=answer, moderator=moderator)
    assert not is_set(answer, "pinned_at")
    assert events(answer) == [ChangeEvent.PINNED, ChangeEvent.UNPINNED]


def test_accepted_answer_is_put_back(answer, moderator):
    accept_answer(comment=answer, moderator=moderator)
    unaccept_answer(comment=answer, moderator=moderator)
    assert not is_set(answer, "accepted_at")
    assert events(answer) == [ChangeEvent.ACCEPTED, ChangeEvent.UNACCEPTED]


def test_putting_back_what_does_not_stand_in_front_is_no_event(answer, moderator):
    unpin_comment(comment=answer, moderator=moderator)
    assert events(answer) == []


def test_pin_of_another_page_stays(answer, moderator):
    other = by_clinic(page=ArticlePageFactory())
    pin_comment(comment=other, moderator=moderator)
    pin_comment(comment=answer, moderator=moderator)
    assert is_set(other, "pinned_at")


def test_answer_to_another_question_stays(asked, answer, moderator):
    other = by_clinic(page=asked, parent=CommentFactory(page=asked, status=CommentStatus.APPROVED))
    accept_answer(comment=other, moderator=moderator)
    accept_answer(comment=answer, moderator=moderator)
    assert is_set(other, "accepted_at")


def test_question_is_not_its_own_answer(asked, moderator):
    with pytest.raises(DecisionNotPossible):
        accept_answer(comment=by_clinic(page=asked), moderator=moderator)


def test_discussion_has_no_accepted_answers(article, published, moderator):
    with pytest.raises(DecisionNotPossible):
        accept_answer(comment=by_clinic(page=article, parent=published), moderator=moderator)
