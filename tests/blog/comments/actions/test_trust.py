import datetime

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry, Site

from blog.comments.actions.decisions import approve_comment, mark_as_spam, reject_comment
from blog.comments.actions.own_comments import edit_own_comment
from blog.comments.actions.receipts import send_receipts
from blog.comments.actions.submission import Sending, submit_comment
from blog.comments.actions.trust import publish_trusted_comment
from blog.comments.doubt import Doubt
from blog.comments.errors import DecisionNotPossible
from blog.comments.judging import Judged
from blog.comments.links import own_path, publish_path
from blog.comments.models import (
    ChangeEvent,
    Commenter,
    CommentsSettings,
    CommentStatus,
    CommentStatusChange,
    Discussion,
    RefusalReason,
)
from blog.comments.triage import Judgement
from clinicsite.background.models import OutgoingMail
from tests.factories.comments import CommentFactory

ADDRESS = "name@example.org"


@pytest.fixture
def writer(article, moderator):
    """A proved address with three comments that a person approved, as many as the setting asks for."""
    writer = Commenter.sealed(ADDRESS)
    writer.proved_at = timezone.now()
    writer.save()
    for comment in CommentFactory.create_batch(3, page=article, commenter=writer):
        approve_comment(comment=comment, moderator=moderator)
    return writer


@pytest.fixture
def sent(article, writer):
    """Sends one more comment by that address."""

    def sent(setting=True, doubts=(), **changes):
        article.comments_settings = CommentsSettings(lets_trusted_through=setting, trusted_after=3)
        values = {"author_name": "Jon P.", "text": "What about week 12?", "email": ADDRESS, **changes}
        CommentsSettings.objects.update_or_create(
            site=Site.objects.get(is_default_site=True), defaults={"lets_trusted_through": setting, "trusted_after": 3}
        )
        return submit_comment(sending=Sending(page=article, parent=None, **values), doubts=doubts)

    return sent


def published(comment) -> bool:
    """Whether the link that only the mail brings makes it public."""
    try:
        publish_trusted_comment(comment=comment)
    except DecisionNotPossible:
        return False
    comment.refresh_from_db()
    return comment.status == CommentStatus.APPROVED


def mails_with_a_link_to_publish() -> int:
    """How many mails offer to publish at once."""
    send_receipts()
    return sum("/comments/publish/" in mail.text for mail in OutgoingMail.objects.all())


def test_trusted_writer_gets_the_link_by_mail_and_waits_until_it_is_used(sent):
    assert sent().status == CommentStatus.PENDING
    assert mails_with_a_link_to_publish() == 1


def test_link_publishes_a_trusted_writers_comment(sent, article):
    comment = sent()
    assert published(comment)
    assert comment.status == CommentStatus.APPROVED
    assert comment.latest_change.event == ChangeEvent.LET_THROUGH
    assert comment.published_at is not None
    assert comment.waiting_since is None
    assert Discussion.objects.get(pk=article.pk).comment_count == 4


def test_letting_through_is_logged_without_a_word_of_the_comment(sent):
    published(sent())
    entry = ModelLogEntry.objects.get(action="comments.let_through")
    assert "week 12" not in str(entry.data)


def test_setting_is_off_by_default():
    assert CommentsSettings().lets_trusted_through is False


def test_nobody_gets_a_link_where_the_setting_is_off(sent):
    sent(setting=False)
    assert mails_with_a_link_to_publish() == 0


def test_setting_switched_off_meanwhile_makes_the_link_void(sent):
    comment = sent()
    CommentsSettings.objects.update(lets_trusted_through=False)
    assert not published(comment)


def test_another_address_waits(sent):
    assert not published(sent(email="other@example.org"))


@pytest.mark.parametrize("field", ["blocked_at", "proved_at"])
def test_blocked_and_unproved_addresses_wait(sent, writer, field):
    Commenter.objects.update(**{field: timezone.now() if field == "blocked_at" else None})
    assert not published(sent())


def test_too_few_approved_comments_wait(sent, writer):
    comment = writer.comments.first()
    comment.commenter = None
    comment.save()
    assert not published(sent())


def test_comments_that_were_let_through_earn_no_trust(sent, writer):
    published(sent())
    comment = writer.comments.first()
    comment.commenter = None
    comment.save()
    assert not published(sent(text="Another one."))


def refuse_one(writer, article, moderator):
    comment = CommentFactory(page=article, commenter=writer)
    reject_comment(comment=comment, moderator=moderator, reason=RefusalReason.OFF_TOPIC)


def test_refusal_takes_the_trust_away(sent, writer, article, moderator):
    refuse_one(writer, article, moderator)
    assert not published(sent())


def test_refusal_is_forgotten_after_ninety_days(sent, writer, article, moderator):
    refuse_one(writer, article, moderator)
    CommentStatusChange.objects.filter(to_status=CommentStatus.REJECTED).update(
        at=timezone.now() - datetime.timedelta(days=91)
    )
    assert published(sent())


@pytest.mark.parametrize(
    "text", ["I want to die tonight", "Write to jo@example.org", "Should I stop taking gabapentin before my infusion?"]
)
def test_whatever_triage_finds_waits(sent, text):
    assert not published(sent(text=text))


def test_comment_that_could_not_be_judged_waits(sent, monkeypatch):
    failed = Judged(Judgement((), "rest", 0.0))
    monkeypatch.setattr("blog.comments.actions.submission.judge_comment", lambda text, name: failed)
    assert not published(sent())


def test_doubtful_sending_waits(sent):
    assert not published(sent(doubts=[Doubt.STALE]))


def test_link_is_void_once_a_moderator_has_decided(sent, moderator):
    comment = sent()
    mark_as_spam(comment=comment, moderator=moderator)
    assert not published(comment)


def test_link_is_void_once_the_text_was_changed_to_something_triage_finds(sent):
    comment = sent()
    edit_own_comment(comment=comment, text="Write to jo@example.org")
    assert not published(comment)


def test_looking_at_the_link_publishes_nothing(client, sent):
    comment = sent()
    assert client.get(publish_path(comment)).status_code == 200
    comment.refresh_from_db()
    assert comment.status == CommentStatus.PENDING


def test_button_behind_the_link_publishes(client, sent):
    comment = sent()
    assert client.post(publish_path(comment)).status_code == 303
    comment.refresh_from_db()
    assert comment.status == CommentStatus.APPROVED


def test_link_to_the_writers_own_page_does_not_publish(client, sent):
    comment = sent()
    token = own_path(comment).rstrip("/").rsplit("/", 1)[1]
    assert client.post(f"/comments/publish/{token}/").status_code == 404
