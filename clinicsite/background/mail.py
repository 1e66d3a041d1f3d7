"""Mail: written into the database beside what it tells of, and sent until the mail server takes it."""

import datetime
import logging
import re
from smtplib import SMTPRecipientsRefused

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.validators import validate_email
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils import timezone

from clinicsite.background.models import OutgoingMail
from clinicsite.core.sealing import CannotOpen

logger = logging.getLogger(__name__)
MAIL_IN_ONE_RUN = 200
FIRST_WAIT = datetime.timedelta(minutes=1)
LONGEST_WAIT = datetime.timedelta(hours=4)
GIVEN_UP_KEPT = datetime.timedelta(days=14)
# Blocks of a template that stay empty leave lines behind.
EMPTY_LINES = re.compile(r"\n\s*\n")


def queue_mail(
    *,
    purpose: str,
    recipient: str,
    subject: str,
    template: str,
    context: dict,
    headers=None,
    is_urgent: bool = False,
    about: str = "",
    not_before: datetime.datetime | None = None,
) -> OutgoingMail:
    """Put a mail into the queue: one insert, in the caller's transaction, no talk with a mail server.

    `template` names `mail/<template>.txt`, and `mail/<template>.html` where there is one. The subject names no person.
    `about` names what the mail tells of, for call_back; `not_before` keeps it waiting that long.
    Raises ValidationError for an address or a header that could smuggle a line into the mail.
    """
    mail = compose_mail(
        purpose=purpose, recipient=recipient, subject=subject, template=template, context=context, headers=headers
    )
    mail.is_urgent, mail.about = is_urgent, about
    if not_before:
        mail.next_attempt_at = not_before
    mail.save(force_insert=True)
    return mail


def compose_mail(
    *, purpose: str, recipient: str, subject: str, template: str, context: dict, headers=None
) -> OutgoingMail:
    """A mail as queue_mail would store it, not stored. Raises as queue_mail."""
    validate_email(recipient)
    headers = headers or {}
    for line in (subject, *headers.values()):
        if "\n" in line or "\r" in line:
            raise ValidationError("A line break in a mail header.")
    context = {**context, "subject": subject}
    return OutgoingMail.sealed(
        purpose=purpose,
        recipient=recipient,
        subject=subject,
        text=_plain_text(template, context),
        html=_html(template, context),
        headers=headers,
    )


def call_back(about: str) -> int:
    """Take what waits about something out of the queue. Returns how many mails will never be sent."""
    return OutgoingMail.objects.filter(about=about).delete()[0] if about else 0


def forget_recipient(address: str) -> int:
    """Take every mail to an address out of the queue. Returns how many there were."""
    return OutgoingMail.objects.to(address).delete()[0]


def _plain_text(template: str, context: dict) -> str:
    # In plain text an apostrophe is an apostrophe: nothing is escaped.
    text = get_template(f"mail/{template}.txt").template.render(Context(context, autoescape=False))
    return EMPTY_LINES.sub("\n\n", text).strip() + "\n"


def _html(template: str, context: dict) -> str:
    try:
        return render_to_string(f"mail/{template}.html", context)
    except TemplateDoesNotExist:
        return ""


def send_queued_mail() -> int:
    """Send what is due. Returns how many mails the server took; the others wait, longer after each attempt."""
    waiting = list(OutgoingMail.objects.due(timezone.now())[:MAIL_IN_ONE_RUN])
    if not waiting:
        return 0
    connection = get_connection()
    try:
        connection.open()
        return sum(_send(mail, connection) for mail in waiting)
    except Exception as error:
        # Nothing was sent on this connection: no attempt is counted against any mail but the first.
        _postpone(waiting[0], error)
        return 0
    finally:
        connection.close()


def _send(mail: OutgoingMail, connection) -> bool:
    try:
        message = EmailMultiAlternatives(
            mail.subject, mail.text, to=[mail.recipient], headers=mail.headers, connection=connection
        )
        if mail.html:
            message.attach_alternative(mail.html, "text/html")
        message.send()
    except (OSError, SMTPRecipientsRefused, ValueError, CannotOpen) as error:
        _postpone(mail, error)
        return False
    mail.delete()
    return True


def _postpone(mail: OutgoingMail, error: Exception) -> None:
    wait = min(FIRST_WAIT * 2**mail.attempts, LONGEST_WAIT)
    logger.warning("Mail %s (%s) waits: %s", mail.pk, mail.purpose, type(error).__name__)
    mail.attempts += 1
    mail.next_attempt_at = timezone.now() + wait
    mail.last_error = type(error).__name__
    mail.save(update_fields=["attempts", "next_attempt_at", "last_error"])


def prune_mail() -> int:
    """Forget mail that was given up two weeks ago. Returns how many mails that were."""
    return OutgoingMail.objects.given_up().filter(created_at__lt=timezone.now() - GIVEN_UP_KEPT).delete()[0]
