import datetime
import json
import smtplib

import pytest
from django.core import mail as outbox
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from clinicsite.background.mail import call_back, forget_recipient, prune_mail, queue_mail, send_queued_mail
from clinicsite.background.models import OutgoingMail
from clinicsite.background.models.outgoing_mail import MOST_ATTEMPTS

pytestmark = pytest.mark.django_db
ADDRESS = "quokka@example.org"


class ServerDown(EmailBackend):
    """A mail server that nobody can reach."""

    def open(self):
        raise ConnectionRefusedError


class ServerRefuses(EmailBackend):
    """A mail server that refuses one address and takes the others."""

    def send_messages(self, messages):
        if messages[0].to == [ADDRESS]:
            raise smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"no such user quokka")})
        return super().send_messages(messages)


def queue(recipient=ADDRESS, **values):
    values = {"subject": "A notice", "template": "background/notice", "context": {"word": "zanzibar's <b>"}, **values}
    return queue_mail(purpose="notice", recipient=recipient, **values)


@pytest.fixture(autouse=True)
def _templates(settings, tmp_path):
    """One template for these tests only."""
    folder = tmp_path / "mail" / "background"
    folder.mkdir(parents=True)
    (folder / "notice.txt").write_text("Hello {{ word }}\n\n\n\nBye")
    (folder / "notice.html").write_text("<p>{{ word }}</p>")
    (folder / "plain.txt").write_text("Hello")
    first, *others = settings.TEMPLATES
    settings.TEMPLATES = [{**first, "DIRS": [tmp_path, *first["DIRS"]]}, *others]


def use(settings, backend):
    settings.EMAIL_BACKEND = f"{backend.__module__}.{backend.__qualname__}"


def due_again(mail):
    OutgoingMail.objects.filter(pk=mail.pk).update(next_attempt_at=timezone.now())


def test_queued_mail_is_sent_and_its_row_goes():
    queue()
    assert send_queued_mail() == 1
    assert outbox.outbox[0].to == [ADDRESS]
    assert not OutgoingMail.objects.exists()


def test_queueing_talks_to_no_mail_server(settings):
    use(settings, ServerDown)
    queue()
    assert outbox.outbox == []
    assert OutgoingMail.objects.count() == 1


def test_mail_of_an_action_that_failed_is_never_sent():
    def fail_after_queueing():
        with transaction.atomic():
            queue()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_queueing()
    assert send_queued_mail() == 0


def test_plain_part_is_as_written_and_html_escaped():
    queue()
    send_queued_mail()
    (message,) = outbox.outbox
    assert message.body == "Hello zanzibar's <b>\n\nBye\n"
    assert message.alternatives[0][0] == "<p>zanzibar&#x27;s &lt;b&gt;</p>"


def test_mail_without_an_html_template_has_no_html_part():
    queue(template="background/plain")
    send_queued_mail()
    assert outbox.outbox[0].alternatives == []


def test_server_that_is_down_loses_nothing(settings):
    use(settings, ServerDown)
    queue()
    assert send_queued_mail() == 0
    mail = OutgoingMail.objects.get()
    assert (mail.attempts, mail.last_error) == (1, "ConnectionRefusedError")
    assert mail.next_attempt_at > timezone.now()


def test_mail_is_sent_once_the_server_is_back(settings):
    backend = settings.EMAIL_BACKEND
    use(settings, ServerDown)
    mail = queue()
    send_queued_mail()
    settings.EMAIL_BACKEND = backend
    assert send_queued_mail() == 0
    due_again(mail)
    assert send_queued_mail() == 1


def test_waits_grow_up_to_four_hours(settings):
    use(settings, ServerDown)
    mail = queue()
    waits = []
    for _attempt in range(MOST_ATTEMPTS):
        due_again(mail)
        send_queued_mail()
        mail.refresh_from_db()
        waits.append(round((mail.next_attempt_at - timezone.now()).total_seconds() / 60))
    assert waits[:4] == [1, 2, 4, 8]
    assert waits[-1] == 240


def test_mail_is_given_up_after_twelve_attempts(settings):
    use(settings, ServerDown)
    mail = queue()
    for _attempt in range(MOST_ATTEMPTS):
        due_again(mail)
        send_queued_mail()
    due_again(mail)
    assert not OutgoingMail.objects.due(timezone.now()).exists()
    assert OutgoingMail.objects.given_up().get() == mail


def test_refused_address_stops_no_other_mail(settings):
    use(settings, ServerRefuses)
    queue()
    queue("other@example.org")
    assert send_queued_mail() == 1
    assert OutgoingMail.objects.get().recipient == ADDRESS


def test_fault_of_the_server_is_kept_without_its_words(settings):
    use(settings, ServerRefuses)
    queue()
    send_queued_mail()
    assert "quokka" not in OutgoingMail.objects.get().last_error


def test_urgent_mail_goes_first():
    queue("slow@example.org")
    queue("urgent@example.org", is_urgent=True)
    send_queued_mail()
    assert [message.to for message in outbox.outbox] == [["urgent@example.org"], ["slow@example.org"]]


def test_mail_waits_for_its_moment():
    queue(not_before=timezone.now() + datetime.timedelta(minutes=1))
    assert send_queued_mail() == 0


@pytest.mark.parametrize(
    "recipient",
    [
        "a@example.org\nBcc: b@example.org",
        "a@example.org\r\n\r\nBody",
        "a@example.org, b@example.org",
        "no address",
        "",
    ],
)
def test_address_that_smuggles_is_refused(recipient):
    with pytest.raises(ValidationError):
        queue(recipient)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("line", ["A\nBcc: b@example.org", "A\rB"])
def test_header_that_smuggles_is_refused(line):
    with pytest.raises(ValidationError):
        queue(subject=line)
    with pytest.raises(ValidationError):
        queue(headers={"X-Word": line})


def test_table_shows_neither_address_nor_words():
    queue(about="comment 7")
    row = str(OutgoingMail.objects.values().get()).lower()
    assert "quokka" not in row
    assert "zanzibar" not in row


def test_mail_about_something_is_called_back():
    queue(about="comment 7")
    queue(about="comment 70")
    queue()
    assert call_back("comment 7") == 1
    assert call_back("") == 0
    assert OutgoingMail.objects.count() == 2


def test_mail_to_an_address_is_forgotten_in_any_case_of_letters():
    queue()
    queue("other@example.org")
    assert forget_recipient("QUOKKA@example.org ") == 1
    assert OutgoingMail.objects.get().recipient == "other@example.org"


@pytest.mark.parametrize(("attempts", "days", "left"), [(12, 15, 0), (12, 13, 1), (3, 15, 1)])
def test_only_old_mail_that_was_given_up_is_pruned(attempts, days, left):
    mail = queue()
    created = timezone.now() - datetime.timedelta(days=days)
    OutgoingMail.objects.filter(pk=mail.pk).update(attempts=attempts, created_at=created)
    prune_mail()
    assert OutgoingMail.objects.count() == left


def test_headers_are_sent():
    queue(headers={"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"})
    send_queued_mail()
    assert outbox.outbox[0].extra_headers == {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def test_mail_sealed_with_a_lost_key_stops_no_other(settings):
    queue()
    settings.DATA_KEYS = ["q2mY0m5o7yq1zjFQ0o8B3o0H0m0Tt2Jp3uQ4yR5sT6U="]
    queue("other@example.org")
    assert send_queued_mail() == 1
    assert json.dumps([mail.last_error for mail in OutgoingMail.objects.all()]) == '["CannotOpen"]'
