import datetime

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from wagtail.log_actions import registry as log_registry
from wagtail.models import Site

from blog.comments.actions.alerts import (
    FREQUENT_ESCALATIONS,
    acknowledge_alert,
    close_alert,
    escalate_unanswered,
    hand_over_alert,
    raise_alert,
    record_steps,
    reply_privately,
)
from blog.comments.actions.decisions import mark_as_spam
from blog.comments.errors import AlertStillOpen, AlreadyAnswered, NoAddress, NotAllowed, OutcomeMissing, ReplyRefused
from blog.comments.models import Comment, Commenter, CommentsSettings, OnCallShift, UrgentAlert
from clinicsite.background.mail import send_queued_mail
from clinicsite.background.models import OutgoingMail
from tests.factories.comments import AnswererFactory, CommentFactory, OnCallShiftFactory, UrgentAlertFactory
from tests.factories.users import UserFactory

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def settings_row(article):
    return CommentsSettings.objects.create(
        site=Site.objects.get(is_default_site=True), alert_minutes=15, alert_email="duty@example.org"
    )


@pytest.fixture
def comment(article):
    return CommentFactory(
        page=article, author_name="Secret Name", text="I want to end it tonight.", labels="crisis,pii", lane="crisis"
    )


@pytest.fixture
def person(db):
    return AnswererFactory()


def recipients():
    return sorted(mail.recipient for mail in OutgoingMail.objects.all())


def words_of(mail):
    return "\n".join([mail.subject, mail.text, mail.html, str(mail.headers)])


def test_everybody_first_on_call_is_told(comment, settings_row):
    first, other = OnCallShiftFactory(), OnCallShiftFactory()
    OnCallShiftFactory(is_second=True)
    raise_alert(comment=comment)
    assert recipients() == sorted([first.person.email, other.person.email])


def test_the_second_is_told_where_nobody_is_first(comment, settings_row):
    second = OnCallShiftFactory(is_second=True)
    raise_alert(comment=comment)
    assert recipients() == [second.person.email]


def test_nobody_on_the_rota_means_the_clinics_address_and_the_mail_says_so(comment, settings_row):
    raise_alert(comment=comment)
    mail = OutgoingMail.objects.get()
    assert mail.recipient == "duty@example.org"
    assert "Nobody is on call" in mail.text
    assert "nobody is on call" in mail.subject


def test_nobody_to_write_to_still_raises_the_alert(comment):
    alert = raise_alert(comment=comment)
    assert UrgentAlert.objects.unanswered().get() == alert


def test_a_person_without_an_address_counts_as_nobody(comment, settings_row):
    OnCallShiftFactory(person=AnswererFactory(email=""))
    raise_alert(comment=comment)
    assert recipients() == ["duty@example.org"]


def test_an_account_deactivated_mid_shift_is_not_called(comment, settings_row):
    OnCallShiftFactory(person=AnswererFactory(is_active=False))
    kept = OnCallShiftFactory()
    raise_alert(comment=comment)
    assert recipients() == [kept.person.email]


@pytest.mark.parametrize(("begins", "ends"), [(-3, -1), (1, 3)])
def test_whoever_is_off_now_is_not_called(comment, settings_row, begins, ends):
    now, hour = timezone.now(), datetime.timedelta(hours=1)
    OnCallShiftFactory(starts_at=now + begins * hour, ends_at=now + ends * hour)
    raise_alert(comment=comment)
    assert recipients() == ["duty@example.org"]


def test_the_mail_holds_no_word_of_the_comment_and_no_name(comment, settings_row):
    OnCallShiftFactory()
    raise_alert(comment=comment)
    words = words_of(OutgoingMail.objects.get())
    assert not any(secret in words for secret in ("Secret", "end it", "tonight", comment.page.title))


def test_the_mail_is_urgent_and_leads_into_the_admin(comment, settings_row):
    OnCallShiftFactory()
    alert = raise_alert(comment=comment)
    mail = OutgoingMail.objects.get()
    assert mail.is_urgent
    assert f"/admin/comments/urgent/{alert.pk}/" in mail.text
    assert "Crisis" in mail.text


def test_a_comment_raises_one_alert(comment, settings_row):
    assert raise_alert(comment=comment) == raise_alert(comment=comment)
    assert OutgoingMail.objects.count() == 1


def test_the_most_urgent_label_names_the_alert(article):
    comment = CommentFactory(page=article, labels="emergency,spam")
    assert raise_alert(comment=comment).label == "emergency"


def test_a_report_of_danger_without_any_label_is_a_crisis(published):
    assert raise_alert(comment=published).label == "crisis"


def test_a_given_label_counts(published):
    assert raise_alert(comment=published, label="emergency").label == "emergency"


def test_a_closed_alert_is_opened_again_and_people_are_called_anew(comment, settings_row, person):
    alert = close_alert(alert=raise_alert(comment=comment), person=person, outcome="Called 911.")
    OutgoingMail.objects.all().delete()
    again = raise_alert(comment=comment)
    assert again.pk == alert.pk
    assert UrgentAlert.objects.unanswered().exists()
    assert OutgoingMail.objects.exists()


def test_what_an_earlier_closing_said_stays(comment, settings_row, person):
    close_alert(alert=raise_alert(comment=comment), person=person, outcome="Called 911.")
    again = close_alert(alert=raise_alert(comment=comment), person=person, outcome="Wrote back.")
    assert again.outcome == "Called 911.\n\nWrote back."


def test_alerts_are_cheap_enough_for_the_sending(comment, settings_row, django_assert_max_num_queries):
    OnCallShiftFactory()
    stored = Comment.objects.select_related("page").get(pk=comment.pk)
    # Four of them are savepoints, and two look up the content type that a process then remembers.
    with django_assert_max_num_queries(15):
        raise_alert(comment=stored)


def test_a_mail_server_that_is_down_loses_no_call(comment, settings_row, monkeypatch):
    OnCallShiftFactory()
    raise_alert(comment=comment)

    def refuse(self):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "open", refuse)
    assert send_queued_mail() == 0
    assert OutgoingMail.objects.count() == 1
    monkeypatch.undo()
    OutgoingMail.objects.update(next_attempt_at=timezone.now())
    assert send_queued_mail() == 1


def test_acknowledging_stops_the_calls(comment, settings_row, person):
    alert = acknowledge_alert(alert=raise_alert(comment=comment), person=person)
    assert alert.acknowledged_by == person
    assert escalate_unanswered(timezone.now() + 60 * MINUTE) == 0


def test_of_two_people_who_acknowledge_one_is_told_of_the_other(comment, person):
    seen_by_one = raise_alert(comment=comment)
    seen_by_other = UrgentAlert.objects.get()
    acknowledge_alert(alert=seen_by_one, person=person)
    with pytest.raises(AlreadyAnswered) as told:
        acknowledge_alert(alert=seen_by_other, person=AnswererFactory())
    assert told.value.alert.acknowledged_by == person


@pytest.mark.parametrize("verb", [acknowledge_alert, hand_over_alert])
def test_only_those_who_may_answer_do(comment, verb):
    with pytest.raises(NotAllowed):
        verb(alert=raise_alert(comment=comment), person=UserFactory())


def test_only_those_who_may_answer_close(comment):
    with pytest.raises(NotAllowed):
        close_alert(alert=raise_alert(comment=comment), person=UserFactory(), outcome="Done.")


@pytest.mark.parametrize("nothing", ["", "  \n "])
def test_closing_needs_words(comment, person, nothing):
    with pytest.raises(OutcomeMissing):
        close_alert(alert=raise_alert(comment=comment), person=person, outcome=nothing)


def test_closing_says_who_and_acknowledges(comment, person):
    alert = close_alert(alert=raise_alert(comment=comment), person=person, outcome="Called 911.")
    assert alert.closed_by == alert.acknowledged_by == person


def test_closing_twice_is_told(comment, person):
    alert = raise_alert(comment=comment)
    stale = UrgentAlert.objects.get()
    close_alert(alert=alert, person=person, outcome="Called 911.")
    with pytest.raises(AlreadyAnswered):
        close_alert(alert=stale, person=AnswererFactory(), outcome="Nothing.")
    assert UrgentAlert.objects.get().outcome == "Called 911."


def test_steps_are_stored(comment, person):
    assert record_steps(alert=raise_alert(comment=comment), person=person, steps=["read"]).steps_taken == ["read"]


def test_handing_over_calls_the_others_and_not_oneself(comment, settings_row):
    mine, other = OnCallShiftFactory(), OnCallShiftFactory(is_second=True)
    alert = acknowledge_alert(alert=UrgentAlertFactory(comment=comment), person=mine.person)
    hand_over_alert(alert=alert, person=mine.person)
    assert recipients() == sorted([other.person.email, "duty@example.org"])
    assert UrgentAlert.objects.unanswered().exists()


def test_nothing_is_escalated_before_its_time(comment, settings_row):
    alert = raise_alert(comment=comment)
    assert escalate_unanswered(alert.notified_at + 14 * MINUTE) == 0


def test_the_second_and_the_clinics_address_are_told_after_the_set_time(comment, settings_row):
    OnCallShiftFactory()
    second = OnCallShiftFactory(is_second=True)
    alert = raise_alert(comment=comment)
    OutgoingMail.objects.all().delete()
    assert escalate_unanswered(alert.notified_at + 15 * MINUTE) == 1
    assert recipients() == sorted([second.person.email, "duty@example.org"])


def test_from_the_second_time_on_everybody_is_told(comment, settings_row):
    first, second = OnCallShiftFactory(), OnCallShiftFactory(is_second=True)
    alert = raise_alert(comment=comment)
    escalate_unanswered(alert.notified_at + 15 * MINUTE)
    OutgoingMail.objects.all().delete()
    escalate_unanswered(alert.notified_at + 30 * MINUTE)
    assert recipients() == sorted([first.person.email, second.person.email, "duty@example.org"])


def test_an_escalation_is_on_record(comment, settings_row):
    alert = raise_alert(comment=comment)
    escalate_unanswered(alert.notified_at + 15 * MINUTE)
    alert.refresh_from_db()
    assert alert.escalations == 1
    assert alert.escalated_at == alert.notified_at + 15 * MINUTE
    actions = [entry.action for entry in log_registry.get_logs_for_instance(alert)]
    assert "comments.alert_escalated" in actions


def test_two_processes_escalate_once(comment, settings_row):
    moment = raise_alert(comment=comment).notified_at + 15 * MINUTE
    assert [escalate_unanswered(moment), escalate_unanswered(moment)] == [1, 0]


def test_after_many_calls_one_an_hour_is_enough(comment, settings_row):
    alert = raise_alert(comment=comment)
    now = alert.notified_at
    UrgentAlert.objects.update(escalations=FREQUENT_ESCALATIONS, escalated_at=now)
    assert escalate_unanswered(now + 59 * MINUTE) == 0
    assert escalate_unanswered(now + 60 * MINUTE) == 1


def test_a_clock_that_was_set_back_does_not_silence_the_calls(comment, settings_row):
    alert = raise_alert(comment=comment)
    UrgentAlert.objects.update(notified_at=alert.notified_at + 180 * MINUTE)
    assert escalate_unanswered(alert.notified_at) == 1


def test_the_shift_that_counts_is_the_one_at_the_time_of_the_call(comment, settings_row):
    alert = raise_alert(comment=comment)
    later = alert.notified_at + 15 * MINUTE
    OnCallShift.objects.all().delete()
    OutgoingMail.objects.all().delete()
    follower = OnCallShiftFactory(starts_at=later - MINUTE, ends_at=later + MINUTE)
    escalate_unanswered(later)
    assert follower.person.email in recipients()


@pytest.fixture
def reachable(comment):
    commenter = Commenter.sealed("reader@example.org")
    commenter.save()
    comment.commenter = commenter
    comment.save(update_fields=["commenter"])
    return raise_alert(comment=comment)


def test_a_private_reply_goes_to_the_writer_and_quotes_nothing(reachable, person):
    OutgoingMail.objects.all().delete()
    reply_privately(alert=reachable, person=person, text="I read what was written. Somebody answers at 988 now.")
    mail = OutgoingMail.objects.get()
    assert mail.recipient == "reader@example.org"
    assert "Somebody answers at 988" in mail.text
    assert "end it" not in words_of(mail)


def test_a_private_reply_confirms_nothing_either(reachable, person):
    with pytest.raises(ReplyRefused):
        reply_privately(alert=reachable, person=person, text="Your infusion last week went well.")


def test_without_an_address_nobody_is_written_to(comment, person):
    with pytest.raises(NoAddress):
        reply_privately(alert=raise_alert(comment=comment), person=person, text="Somebody answers at 988 now.")


def test_whoever_wants_no_mail_gets_none(reachable, person):
    Commenter.objects.update(mail_stopped_at=timezone.now())
    with pytest.raises(NoAddress):
        reply_privately(alert=UrgentAlert.objects.get(), person=person, text="Somebody answers at 988 now.")


def test_the_log_holds_no_word_of_the_comment(comment, settings_row, person):
    alert = close_alert(alert=raise_alert(comment=comment), person=person, outcome="Called 911.")
    written = str([(entry.label, entry.data) for entry in log_registry.get_logs_for_instance(alert)])
    assert "tonight" not in written
    assert "Secret" not in written


def test_comment_with_an_open_alert_is_not_put_aside_as_spam(article, moderator):
    comment = CommentFactory(page=article, labels="crisis", lane="crisis", urgency=0)
    raise_alert(comment=comment)
    with pytest.raises(AlertStillOpen):
        mark_as_spam(comment=comment, moderator=moderator)
