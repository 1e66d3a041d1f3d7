import datetime

import pytest
from django.utils import timezone

from blog.comments.actions.decisions import approve_comment, mark_as_spam, refuse_edit, reject_comment
from blog.comments.actions.own_comments import edit_own_comment, withdraw_own_comment
from blog.comments.actions.undoing import undo_decision
from blog.comments.links import OWN, PROVE, STOP
from blog.comments.models import Comment, CommentNote, CommentStatus, RefusalReason
from blog.comments.notifications import PROOFS_A_DAY, comment_received, reply_published, writers_to_tell
from clinicsite.background.models import OutgoingMail
from tests.factories.commenters import make_commenter
from tests.factories.comments import CommentFactory

pytestmark = pytest.mark.django_db


def mails():
    return list(OutgoingMail.objects.order_by("pk"))


def purposes():
    return [mail.purpose for mail in mails()]


@pytest.fixture
def reader():
    return make_commenter("reader@example.org")


@pytest.fixture
def waiting(article, reader):
    return CommentFactory(page=article, commenter=reader, text="Thank you for this.", author_name="Zebedee Q.")


def public(article, **values):
    return CommentFactory(page=article, status=CommentStatus.APPROVED, **values)


def test_comment_without_an_address_brings_no_mail(article):
    comment_received(CommentFactory(page=article))
    assert mails() == []


def test_unproved_address_is_asked_for_proof_and_nothing_else(article):
    comment = CommentFactory(page=article, commenter=make_commenter(is_proved=False), text="Zanzibar.")
    comment_received(comment)
    (mail,) = mails()
    assert mail.purpose == "comment-prove-address"
    token = mail.text.split("/comments/address/")[1].split("/")[0]
    assert PROVE.read(token) == comment.commenter_id


def test_mail_to_an_unproved_address_holds_no_word_of_the_comment_and_no_key_to_it(article):
    """Whoever types a stranger's address must not be able to write to the stranger through us."""
    writer = make_commenter(is_proved=False)
    comment_received(CommentFactory(page=article, commenter=writer, text="Zanzibar.", author_name="Zebedee"))
    (mail,) = mails()
    assert not any(word in mail.text + mail.html for word in ("Zanzibar", "Zebedee", "/comments/yours/"))


def test_stranger_gets_few_requests_for_proof(article):
    writer = make_commenter(is_proved=False)
    for _number in range(PROOFS_A_DAY + 3):
        comment_received(CommentFactory(page=article, commenter=writer))
    assert len(mails()) == PROOFS_A_DAY


def test_proved_address_hears_that_the_comment_arrived(waiting):
    comment_received(waiting)
    (mail,) = mails()
    assert (mail.purpose, mail.recipient) == ("comment-received", "reader@example.org")
    assert OWN.read(mail.text.split("/comments/yours/")[1].split("/")[0]) == waiting.pk


@pytest.mark.parametrize("silence", ["mail_stopped_at", "blocked_at"])
@pytest.mark.parametrize("is_proved", [True, False])
def test_who_wants_no_mail_gets_none(article, moderator, silence, is_proved):
    writer = make_commenter(is_proved=is_proved, **{silence: timezone.now()})
    comment = CommentFactory(page=article, commenter=writer)
    comment_received(comment)
    approve_comment(comment=comment, moderator=moderator)
    assert mails() == []


def test_approval_is_told_with_the_permalink(waiting, moderator):
    approve_comment(comment=waiting, moderator=moderator)
    (mail,) = mails()
    assert mail.purpose == "comment-published"
    assert f"/comments/{waiting.page_id}/comment/{waiting.pk}/" in mail.text


@pytest.mark.parametrize("reason", RefusalReason.values)
def test_refusal_is_told_with_the_reason_and_the_text_back(waiting, moderator, reason):
    from blog.comments.refusals import reason_for_writer

    reject_comment(comment=waiting, moderator=moderator, reason=reason)
    (mail,) = mails()
    assert reason_for_writer(reason) in mail.text
    assert "Thank you for this." in mail.text


def test_moderators_notes_and_names_are_in_no_mail(waiting, moderator):
    CommentNote.objects.create(comment=waiting, by=moderator, by_name="Hannah Lindqvist", text="Looks like a rival.")
    reject_comment(comment=waiting, moderator=moderator, reason=RefusalReason.OFF_TOPIC)
    (mail,) = mails()
    assert not any(word in mail.text + mail.html for word in ("rival", "Hannah", "Lindqvist"))


def test_unproved_address_hears_of_no_decision(article, moderator):
    comment = CommentFactory(page=article, commenter=make_commenter(is_proved=False))
    approve_comment(comment=comment, moderator=moderator)
    assert mails() == []


def test_spam_is_told_nothing(waiting, moderator):
    mark_as_spam(comment=waiting, moderator=moderator)
    assert mails() == []


def test_undone_decision_takes_its_mail_back(waiting, moderator):
    approve_comment(comment=waiting, moderator=moderator)
    undo_decision(comment=waiting, moderator=moderator)
    assert mails() == []


def test_mail_about_a_decision_waits_a_minute(waiting, moderator):
    approve_comment(comment=waiting, moderator=moderator)
    assert not OutgoingMail.objects.due(timezone.now() + datetime.timedelta(seconds=50)).exists()
    assert OutgoingMail.objects.due(timezone.now() + datetime.timedelta(seconds=70)).exists()


def test_approved_edit_is_told(article, reader, moderator):
    comment = public(article, commenter=reader)
    edit_own_comment(comment=comment, text="Better words.")
    comment.refresh_from_db()
    approve_comment(comment=comment, moderator=moderator)
    assert purposes() == ["comment-edit-published"]


def test_refused_edit_comes_back_to_its_writer(article, reader, moderator):
    comment = public(article, commenter=reader)
    edit_own_comment(comment=comment, text="Better words.")
    comment.refresh_from_db()
    refuse_edit(comment=comment, moderator=moderator, reason=RefusalReason.OFF_TOPIC)
    (mail,) = mails()
    assert mail.purpose == "comment-edit-refused"
    assert "Better words." in mail.text


def test_crisis_is_quoted_nowhere_and_help_comes_first(article, reader, moderator):
    comment = CommentFactory(page=article, commenter=reader, text="Zanzibar.", labels="crisis", lane="crisis")
    comment_received(comment)
    reject_comment(comment=comment, moderator=moderator, reason=RefusalReason.SELF_HARM_DETAIL)
    for mail in mails():
        assert "Zanzibar" not in mail.text + mail.html
        assert mail.text.index("please do not wait for us") < mail.text.index("Your comment on")


def test_no_subject_holds_a_name_or_a_word(article, reader, moderator):
    first = public(article, commenter=reader, author_name="Zebedee", text="Zanzibar.", wants_replies=True)
    comment_received(first)
    reply = public(article, parent=first, author_name="Xanthippe", text="Xylophone.")
    reply_published(reply)
    assert len(mails()) == 2
    for mail in mails():
        assert not any(word in mail.subject for word in ("Zebedee", "Zanzibar", "Xanthippe", "Xylophone"))


def test_every_mail_says_why_how_to_stop_and_where_help_is(waiting, moderator):
    comment_received(waiting)
    approve_comment(comment=waiting, moderator=moderator)
    for mail in mails():
        for part in (mail.text, mail.html):
            assert "You get this because" in part
            assert "/comments/mail/stop/" in part
            assert "This site cannot give urgent help." in part


def test_headers_stop_mail_with_one_click(waiting):
    comment_received(waiting)
    (mail,) = mails()
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail.headers["List-Unsubscribe"]
    assert STOP.read(address.split("/comments/mail/stop/")[1].split("/")[0]) == waiting.commenter_id


def test_plain_text_escapes_nothing_and_html_everything(article, reader, moderator):
    comment = CommentFactory(page=article, commenter=reader, text="It's <b>5 & more</b>")
    reject_comment(comment=comment, moderator=moderator, reason=RefusalReason.OFF_TOPIC)
    (mail,) = mails()
    assert "It's <b>5 & more</b>" in mail.text
    assert "<b>5" not in mail.html
    assert "&lt;b&gt;5 &amp; more" in mail.html


def test_name_with_a_line_break_in_the_clinic_breaks_no_header(waiting):
    from wagtail.models import Site

    from clinicsite.core.models import ClinicSettings

    ClinicSettings.objects.create(site=Site.objects.get(is_default_site=True), short_name="A\r\nBcc: x@example.org")
    writer = make_commenter("new@example.org", is_proved=False)
    comment_received(CommentFactory(page=waiting.page, commenter=writer))
    (mail,) = mails()
    assert "\n" not in mail.subject
    assert "\r" not in mail.subject


def test_withdrawal_takes_waiting_mail_back(waiting):
    comment_received(waiting)
    withdraw_own_comment(comment=waiting)
    assert mails() == []


# Replies


def asking(article, address, parent=None, **values):
    writer = make_commenter(address, **values)
    return public(article, parent=parent, commenter=writer, wants_replies=True)


def told(reply):
    return sorted(comment.commenter.address for comment in writers_to_tell(reply))


def test_writers_above_who_asked_are_told(article):
    first = asking(article, "a@example.org")
    second = asking(article, "b@example.org", parent=first)
    assert told(public(article, parent=second)) == ["a@example.org", "b@example.org"]


def test_writer_who_did_not_ask_is_not_told(article, reader):
    first = public(article, commenter=reader)
    assert told(public(article, parent=first)) == []


def test_nobody_is_told_of_their_own_reply(article):
    first = asking(article, "a@example.org")
    assert told(public(article, parent=first, commenter=first.commenter)) == []


def test_three_overlapping_threads_reach_each_its_own_writers(article):
    """The same people in three threads, each with another part: nobody hears of a thread they are not above in."""
    addresses = {name: make_commenter(f"{name}@example.org") for name in "abc"}

    def said(who, parent=None):
        return public(article, parent=parent, commenter=addresses[who], wants_replies=True)

    one, two, three = said("a"), said("b"), said("a")
    under_one, under_two, under_three = said("b", one), said("a", two), said("c", three)
    beside_one = said("c", one)
    assert told(public(article, parent=under_one)) == ["a@example.org", "b@example.org"]
    assert told(public(article, parent=beside_one)) == ["a@example.org", "c@example.org"]
    assert told(public(article, parent=under_two)) == ["a@example.org", "b@example.org"]
    assert told(public(article, parent=under_three)) == ["a@example.org", "c@example.org"]
    assert told(public(article, parent=one)) == ["a@example.org"]
    assert told(said("a", under_two)) == ["b@example.org"]


def test_address_that_stands_twice_above_gets_one_mail(article):
    first = asking(article, "a@example.org")
    again = public(article, parent=first, commenter=first.commenter, wants_replies=True)
    reply_published(public(article, parent=again))
    assert [mail.recipient for mail in mails()] == ["a@example.org"]


@pytest.mark.parametrize("silence", ["mail_stopped_at", "blocked_at"])
def test_silent_addresses_are_not_told(article, silence):
    first = asking(article, "a@example.org", **{silence: timezone.now()})
    assert told(public(article, parent=first)) == []


def test_unproved_address_is_not_told(article):
    first = asking(article, "a@example.org", is_proved=False)
    assert told(public(article, parent=first)) == []


def test_writer_of_a_removed_comment_is_not_told(article):
    first = asking(article, "a@example.org")
    reply = public(article, parent=first)
    Comment.objects.filter(pk=first.pk).update(status="removed", refusal_reason="abuse")
    assert told(reply) == []


def test_waiting_reply_is_told_to_nobody(article):
    first = asking(article, "a@example.org")
    reply_published(CommentFactory(page=article, parent=first))
    assert mails() == []


def test_approval_of_a_reply_tells_of_it(article, moderator):
    first = asking(article, "a@example.org")
    approve_comment(comment=CommentFactory(page=article, parent=first), moderator=moderator)
    assert purposes() == ["comment-reply"]


def test_reply_is_told_once_however_often_it_is_published(article, moderator):
    first = asking(article, "a@example.org")
    reply = CommentFactory(page=article, parent=first)
    approve_comment(comment=reply, moderator=moderator)
    OutgoingMail.objects.all().delete()
    reject = Comment.objects.get(pk=reply.pk)
    from blog.comments.actions.decisions import remove_comment

    remove_comment(comment=reject, moderator=moderator, reason=RefusalReason.ABUSE)
    approve_comment(comment=Comment.objects.get(pk=reply.pk), moderator=moderator)
    assert mails() == []


def test_reply_that_was_undone_and_approved_anew_is_told(article, moderator):
    first = asking(article, "a@example.org")
    reply = CommentFactory(page=article, parent=first)
    approve_comment(comment=reply, moderator=moderator)
    undo_decision(comment=reply, moderator=moderator)
    assert mails() == []
    approve_comment(comment=Comment.objects.get(pk=reply.pk), moderator=moderator)
    assert purposes() == ["comment-reply"]


def test_mail_about_a_reply_goes_with_the_reply(article, reader, moderator):
    first = asking(article, "a@example.org")
    reply = CommentFactory(page=article, parent=first)
    approve_comment(comment=reply, moderator=moderator)
    withdraw_own_comment(comment=reply)
    assert mails() == []
