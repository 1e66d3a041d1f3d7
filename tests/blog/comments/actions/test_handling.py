import datetime

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import ModelLogEntry

from blog.comments.actions.handling import (
    add_note,
    ask_second_opinion,
    claim_comment,
    is_taken,
    release_comment,
    withdraw_second_opinion,
)
from blog.comments.errors import AlreadyDecided, NotAllowed, TakenByOther
from blog.comments.models import Comment, CommentNote
from tests.factories.comments import CommentFactory, ModeratorFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return ModeratorFactory()


def test_taken_comment_is_held_by_one_person(moderator):
    comment = CommentFactory()
    claim_comment(comment=comment, moderator=moderator)
    with pytest.raises(TakenByOther) as caught:
        claim_comment(comment=comment, moderator=ModeratorFactory())
    assert caught.value.person == moderator


def test_comment_is_free_again_after_a_quarter_of_an_hour(moderator):
    comment = CommentFactory()
    claim_comment(comment=comment, moderator=moderator)
    other = ModeratorFactory()
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=16)):
        assert not is_taken(Comment.objects.get())
        claim_comment(comment=comment, moderator=other)
    assert Comment.objects.get().claimed_by == other


def test_decided_comment_cannot_be_taken(moderator):
    with pytest.raises(AlreadyDecided):
        claim_comment(comment=CommentFactory(status="approved"), moderator=moderator)


def test_given_back_comment_is_free(moderator):
    comment = CommentFactory()
    claim_comment(comment=comment, moderator=moderator)
    release_comment(comment=comment, moderator=moderator)
    assert Comment.objects.get().claimed_by is None


def test_nobody_gives_back_what_somebody_else_holds(moderator):
    comment = claim_comment(comment=CommentFactory(), moderator=moderator)
    with pytest.raises(TakenByOther):
        release_comment(comment=comment, moderator=ModeratorFactory())
    assert Comment.objects.get().claimed_by == moderator


def test_asking_for_a_second_opinion_gives_the_comment_back(moderator):
    comment = claim_comment(comment=CommentFactory(), moderator=moderator)
    ask_second_opinion(comment=comment, moderator=moderator)
    stored = Comment.objects.get()
    assert (stored.second_opinion_by, stored.claimed_by) == (moderator, None)


def test_second_opinion_is_asked_once(moderator):
    comment = ask_second_opinion(comment=CommentFactory(), moderator=moderator)
    with pytest.raises(AlreadyDecided):
        ask_second_opinion(comment=comment, moderator=ModeratorFactory())


def test_only_ones_own_request_is_withdrawn(moderator):
    comment = ask_second_opinion(comment=CommentFactory(), moderator=moderator)
    withdraw_second_opinion(comment=comment, moderator=ModeratorFactory())
    assert Comment.objects.get().second_opinion_by == moderator
    withdraw_second_opinion(comment=comment, moderator=moderator)
    assert Comment.objects.get().second_opinion_by is None


def test_note_remembers_its_writer(moderator):
    add_note(comment=CommentFactory(), moderator=moderator, text=" Called the clinic. ")
    note = CommentNote.objects.get()
    assert (note.text, note.by_name) == ("Called the clinic.", moderator.get_full_name())


@pytest.mark.parametrize("text", ["", "  \n", "x" * 1001])
def test_note_without_words_or_without_end_is_none(moderator, text):
    with pytest.raises(ValueError, match="A note"):
        add_note(comment=CommentFactory(), moderator=moderator, text=text)


def test_note_keeps_the_comment_taken(moderator):
    comment = claim_comment(comment=CommentFactory(), moderator=moderator)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=10)):
        add_note(comment=comment, moderator=moderator, text="Waiting for a call.")
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=20)):
        assert is_taken(Comment.objects.get())


def test_log_holds_no_word_of_a_note(moderator):
    add_note(comment=CommentFactory(), moderator=moderator, text="Secret words")
    assert "Secret" not in str(ModelLogEntry.objects.get().data)


@pytest.mark.parametrize(
    "act",
    [
        claim_comment,
        release_comment,
        ask_second_opinion,
        withdraw_second_opinion,
        lambda **them: add_note(text="x", **them),
    ],
)
def test_others_may_do_none_of_it(act):
    with pytest.raises(NotAllowed):
        act(comment=CommentFactory(), moderator=UserFactory())
