import pytest

from blog.comments.actions.submission import Sending, submit_comment
from blog.comments.doubt import Doubt
from blog.comments.errors import CommentsClosed, ParentNotPublic, ThreadTooDeep
from blog.comments.models import (
    Comment,
    Commenter,
    CommentsMode,
    CommentStatus,
    CommentStatusChange,
    UrgentAlert,
)
from blog.comments.models.comment import MAX_DEPTH
from tests.factories.comments import CommentFactory
from tests.factories.pages import ArticlePageFactory

LONG = "I was told to rest for two weeks after the infusion, and nobody said what resting means with two children."


@pytest.fixture
def submit(article):
    """Stores a sending as it stands; keyword arguments change it."""

    def submit(doubts=(), **changes):
        values = {"page": article, "parent": None, "author_name": "Jon P.", "text": "What about week 12?", **changes}
        return submit_comment(sending=Sending(**values), doubts=doubts)

    return submit


def test_comment_waits_for_a_person_from_the_moment_it_was_sent(submit):
    comment = submit()
    assert comment.status == CommentStatus.PENDING
    assert comment.waiting_since == comment.created_at
    assert CommentStatusChange.objects.get().event == "sent"


def test_same_comment_is_stored_once(submit):
    assert submit() == submit()


def test_address_makes_one_commenter_whatever_its_case(submit):
    first = submit(email="Name@Example.org")
    second = submit(email="name@example.org", text="Another question.")
    assert first.commenter == second.commenter == Commenter.objects.get()
    assert first.commenter.address == "Name@Example.org"


def test_table_of_addresses_shows_none(submit):
    submit(email="name@example.org")
    row = Commenter.objects.values().get()
    assert "example" not in str(row)


def test_comment_without_an_address_has_no_commenter(submit):
    assert submit().commenter is None
    assert not Commenter.objects.exists()


@pytest.mark.parametrize(("email", "stored"), [("name@example.org", True), ("", False)])
def test_wish_for_replies_counts_with_an_address_only(submit, email, stored):
    assert submit(email=email, wants_replies=True).wants_replies is stored


def test_sender_and_likeness_are_stored(submit):
    comment = submit(sender_digest="a" * 64, text=LONG)
    assert comment.sender_digest == "a" * 64
    assert comment.likeness_a is not None
    assert comment.likeness_b is not None


def test_comment_like_another_names_it_for_moderators(submit):
    first = submit(page=ArticlePageFactory(), text=LONG)
    second = submit(text=LONG + " Thanks.")
    assert second.judgement["like"] == [first.pk]


def test_comment_like_another_readers_on_the_same_page_is_no_copy(submit):
    submit(text=LONG, sender_digest="a" * 64)
    assert "like" not in submit(text=LONG + " Thanks.", sender_digest="b" * 64).judgement


def test_comment_like_the_senders_own_is_named(submit):
    first = submit(text=LONG, sender_digest="a" * 64)
    assert submit(text=LONG + " Thanks.", sender_digest="a" * 64).judgement["like"] == [first.pk]


@pytest.mark.parametrize("text", ["I want to die tonight", "my husband can't breathe right now"])
def test_danger_raises_an_alert_and_is_held(submit, text):
    comment = submit(text=text)
    assert comment.status == CommentStatus.PENDING
    assert UrgentAlert.objects.get().comment == comment


def test_ordinary_comment_raises_no_alert(submit):
    submit()
    assert not UrgentAlert.objects.exists()


def test_danger_sent_twice_raises_one_alert(submit):
    submit(text="I want to die tonight")
    submit(text="I want to die tonight")
    assert UrgentAlert.objects.count() == 1


def test_writer_with_an_address_is_to_hear(submit):
    assert submit(email="name@example.org").receipt_due


def test_program_cannot_have_the_site_write_to_strangers(submit):
    assert not submit(email="name@example.org", doubts=[Doubt.TRAP]).receipt_due


def test_what_follows_fails_with_the_comment(submit, monkeypatch):
    def fail(comment):
        raise RuntimeError

    monkeypatch.setattr("blog.comments.actions.submission.raise_alert", fail)
    with pytest.raises(RuntimeError):
        submit(text="I want to die tonight")
    assert not Comment.objects.exists()


@pytest.mark.parametrize("mode", [CommentsMode.READ_ONLY, CommentsMode.HIDDEN])
def test_closed_page_takes_nothing(submit, article, mode):
    article.comments_mode = mode
    with pytest.raises(CommentsClosed):
        submit()


@pytest.mark.parametrize("status", [status for status in CommentStatus if status != CommentStatus.APPROVED])
def test_comment_that_is_not_public_cannot_be_answered(submit, article, status):
    with pytest.raises(ParentNotPublic):
        submit(parent=CommentFactory(page=article, status=status))


def test_comment_at_the_deepest_level_cannot_be_answered(submit, published):
    published.depth = MAX_DEPTH
    with pytest.raises(ThreadTooDeep):
        submit(parent=published)
