import datetime

import pytest
from django.utils import timezone

from blog.comments.actions.reception import EXPIRED, OTHER_COMMENT, TOO_SOON, Circumstances, receive_comment
from blog.comments.actions.submission import Sending
from blog.comments.doubt import Doubt, form_time
from blog.comments.errors import ConfirmationNeeded, NotesFirst, SenderBlocked, TooManySendings, WriterBlocked
from blog.comments.limits import DOUBTED_FROM, PATIENCE_WITH_URGENT, TAKEN
from blog.comments.models import BlockedSender, Comment, Commenter
from blog.comments.notes import Note, seen_token
from blog.comments.proof_of_work import issue_challenge
from tests.blog.comments.test_proof_of_work import solve
from tests.factories.comments import CommentFactory

ME, SOMEBODY = "a" * 64, "b" * 64
SECOND = datetime.timedelta(seconds=1)
LONG = "I was told to rest for two weeks after the infusion, and nobody said what resting means with two children."
DANGER = "I want to die tonight"
ADVICE = "Should I stop taking gabapentin before my infusion?"


@pytest.fixture
def sending(article):
    """A sending; keyword arguments change it."""

    def sending(**changes):
        values = {"author_name": "Jon P.", "text": "What about week 12?", "sender_digest": ME, **changes}
        return Sending(page=article, parent=None, **values)

    return sending


@pytest.fixture
def receive(sending, article):
    """Receives a sending from an honest form, at a time so many seconds from now."""

    def receive(later=0, circumstances=None, **changes):
        fields = {"opened": form_time(article.pk, is_shared=True), **(circumstances or {})}
        now = timezone.now() + later * SECOND
        return receive_comment(sending=sending(**changes), circumstances=Circumstances(**fields), now=now)

    return receive


@pytest.fixture
def challenge(sending):
    """A challenge for a sending, issued now."""

    def challenge(**changes):
        now = timezone.now()
        return issue_challenge(sending(**changes).keys_at(now)[0], now)

    return challenge


def flood(count, sender=ME):
    CommentFactory.create_batch(count, sender_digest=sender)


def doubts_of(receive, **arguments):
    with pytest.raises(ConfirmationNeeded) as caught:
        receive(**arguments)
    return caught.value.doubts


# Doubts


def test_honest_sending_is_stored_at_once(receive):
    assert receive().pk


@pytest.mark.parametrize(
    ("circumstances", "doubt"),
    [({"opened": ""}, Doubt.NO_TIME), ({"opened": "forged"}, Doubt.NO_TIME), ({"trap": "Cheap"}, Doubt.TRAP)],
)
def test_odd_form_is_doubtful(receive, stored, circumstances, doubt):
    assert doubts_of(receive, circumstances=circumstances) == [doubt]
    assert stored() == 0


def test_form_of_another_page_is_doubtful(receive, article):
    opened = form_time(article.pk + 1, is_shared=True)
    assert doubts_of(receive, circumstances={"opened": opened}) == [Doubt.NO_TIME]


def test_form_sent_at_once_is_doubtful(receive, article):
    opened = form_time(article.pk, is_shared=False)
    assert doubts_of(receive, circumstances={"opened": opened}) == [Doubt.TOO_FAST]


def test_two_links_are_doubtful(receive):
    assert Doubt.LINKS in doubts_of(receive, text="See https://a.example/x and https://b.example/y")


def test_busy_sender_is_doubtful(receive):
    flood(DOUBTED_FROM[0][1])
    assert doubts_of(receive) == [Doubt.BUSY]


def test_nearly_the_same_comment_elsewhere_is_doubtful(receive, sending):
    first = receive(text=LONG, sender_digest=SOMEBODY)
    Comment.objects.filter(pk=first.pk).update(page=CommentFactory().page)
    assert doubts_of(receive, text=LONG + " Thanks.") == [Doubt.LIKE_OTHERS]


def test_confirmed_sending_keeps_its_doubts_for_moderators(receive, challenge):
    token = challenge().token
    comment = receive(later=11, circumstances={"trap": "Cheap", "challenge": token})
    assert comment.judgement["doubts"] == ["trap"]
    assert comment.lane == "spam"


# Confirmation


def test_work_confirms_at_once(receive, challenge):
    found = challenge()
    fields = {"opened": "", "challenge": found.token, "number": solve(found)}
    assert receive(circumstances=fields).pk


def test_wait_confirms_without_script(receive, challenge):
    assert receive(later=11, circumstances={"opened": "", "challenge": challenge().token}).pk


def fault_of(receive, **arguments):
    with pytest.raises(ConfirmationNeeded) as caught:
        receive(**arguments)
    return caught.value.fault, caught.value.seconds


def test_too_soon_says_how_long(receive, challenge):
    fault, seconds = fault_of(receive, later=4, circumstances={"opened": "", "challenge": challenge().token})
    assert fault == TOO_SOON
    assert 5 <= seconds <= 7


def test_wrong_number_is_too_soon(receive, challenge):
    fields = {"opened": "", "challenge": challenge().token, "number": "1"}
    assert fault_of(receive, circumstances=fields)[0] == TOO_SOON


def test_challenge_for_another_text_confirms_nothing(receive, challenge, stored):
    fields = {"opened": "", "challenge": challenge(text="Other words.").token}
    assert fault_of(receive, later=11, circumstances=fields)[0] == OTHER_COMMENT
    assert stored() == 0


def test_forged_challenge_confirms_nothing(receive):
    assert fault_of(receive, later=11, circumstances={"opened": "", "challenge": "forged"})[0] == OTHER_COMMENT


def test_old_challenge_confirms_nothing(receive, challenge):
    fields = {"opened": "", "challenge": challenge().token}
    assert fault_of(receive, later=3700, circumstances=fields)[0] == EXPIRED


def test_challenge_stores_one_comment_however_often_it_is_sent(receive, challenge, stored):
    fields = {"opened": "", "challenge": challenge().token}
    assert receive(later=11, circumstances=fields) == receive(later=12, circumstances=fields)
    assert receive(later=13, circumstances=fields, sender_digest=SOMEBODY).sender_digest == ME
    assert stored() == 1


def test_challenge_stores_one_comment_across_midnight(sending, article, stored):
    late = datetime.datetime(2027, 3, 3, 23, 45, tzinfo=datetime.UTC)
    token = issue_challenge(sending().keys_at(late)[0], late).token
    for minutes in (1, 14, 16, 40):
        now = late + datetime.timedelta(minutes=minutes)
        fields = Circumstances(challenge=token)
        receive_comment(sending=sending(sender_digest=str(minutes) * 2), circumstances=fields, now=now)
    assert stored() == 1


# Notes


def test_notes_come_before_anything_is_stored(receive, stored):
    with pytest.raises(NotesFirst) as caught:
        receive(text=ADVICE)
    assert [note.label for note in caught.value.notes] == ["medical_advice"]
    assert stored() == 0


def test_same_text_with_notes_that_were_shown_is_stored(receive):
    assert receive(text=ADVICE, circumstances={"seen": seen_token(ADVICE, [Note("medical_advice")])}).pk


# Danger


@pytest.mark.parametrize("circumstances", [{"opened": ""}, {"trap": "Cheap"}])
def test_nothing_stands_between_danger_and_being_heard(receive, circumstances):
    assert receive(text=DANGER + " jo@example.org", circumstances=circumstances).lane == "crisis"


def test_danger_is_heard_from_a_busy_and_from_a_blocked_sender(receive):
    flood(TAKEN[0][1])
    BlockedSender.objects.create(sender_digest=ME)
    assert receive(text=DANGER).lane == "crisis"


def test_flood_of_danger_ends_too(receive):
    flood(TAKEN[0][1] * PATIENCE_WITH_URGENT)
    with pytest.raises(TooManySendings):
        receive(text=DANGER)


# Limits and blocks


def test_flood_has_to_wait(receive, stored):
    flood(TAKEN[0][1])
    with pytest.raises(TooManySendings) as caught:
        receive()
    assert 0 < caught.value.seconds <= 61


def test_flood_slows_nobody_else(receive, article):
    CommentFactory.create_batch(TAKEN[0][1], page=article, sender_digest=ME)
    assert receive(sender_digest=SOMEBODY).pk


def test_comment_that_was_stored_before_needs_no_second_thought(receive):
    first = receive()
    flood(TAKEN[0][1])
    assert receive(circumstances={"opened": ""}) == first


def test_blocked_sender_is_told(receive):
    BlockedSender.objects.create(sender_digest=ME)
    with pytest.raises(SenderBlocked):
        receive()


def test_blocked_address_is_told(receive):
    writer = Commenter.sealed("name@example.org")
    writer.blocked_at = timezone.now()
    writer.save()
    with pytest.raises(WriterBlocked):
        receive(email="NAME@example.org")
    assert receive(email="other@example.org").pk
