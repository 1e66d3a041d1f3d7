"""Urgent comments: somebody is called at once, and called again until a person has answered."""

import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from blog.comments.actions.storage import name_of
from blog.comments.alert_mail import call_people, people_on_call
from blog.comments.errors import AlreadyAnswered, NoAddress, NotAllowed, OutcomeMissing, ReplyRefused
from blog.comments.models import Comment, CommentsSettings, OnCallShift, UrgentAlert
from blog.comments.permissions import can_answer_urgent
from blog.comments.reply_words import weigh_reply
from blog.comments.settings_of import settings_for
from blog.comments.triage import URGENT
from blog.comments.triage.labels import CRISIS
from clinicsite.background.mail import queue_mail
from clinicsite.core.letterhead import letterhead_for

# From here on, an alert that nobody answers is repeated every hour and no more often.
FREQUENT_ESCALATIONS = 6
LATER = datetime.timedelta(hours=1)
LONGEST_OUTCOME = 2000


@transaction.atomic
def raise_alert(*, comment: Comment, label: str | None = None) -> UrgentAlert:
    """Call whoever is on the rota for a comment that may mean danger. Called in the transaction that stores it.

    A comment has one alert: an open one stays as it is, a closed one is opened again. `label` is the comment's most
    urgent one unless given, or `crisis` where it has none. Never raises because of mail.
    """
    label = label or next((found for found in comment.label_list if found in URGENT), CRISIS)
    defaults = {"label": label, "notified_at": timezone.now()}
    alert, is_new = UrgentAlert.objects.get_or_create(comment=comment, defaults=defaults)
    if not is_new and not _open_again(alert, label):
        return alert
    told = _call_first(alert)
    log(instance=alert, action="comments.alert_raised", data={"kind": label, "told": told})
    return alert


@transaction.atomic
def acknowledge_alert(*, alert: UrgentAlert, person) -> UrgentAlert:
    """Say that a person is looking after it: nobody else is called. Raises NotAllowed or AlreadyAnswered."""
    _check_may_answer(person)
    values = {"acknowledged_at": timezone.now(), "acknowledged_by": person}
    _change(alert, UrgentAlert.objects.unanswered(), values)
    log(instance=alert, action="comments.alert_acknowledged", user=person)
    return alert


@transaction.atomic
def hand_over_alert(*, alert: UrgentAlert, person) -> UrgentAlert:
    """Give an alert back: everybody else on call is told at once. Raises NotAllowed or AlreadyAnswered."""
    _check_may_answer(person)
    now = timezone.now()
    values = {"acknowledged_at": None, "acknowledged_by": None, "notified_at": now, "escalated_at": None}
    _change(alert, UrgentAlert.objects.filter(acknowledged_at__isnull=False, closed_at__isnull=True), values)
    settings = settings_for(alert.comment)
    others = [other for other in people_on_call(OnCallShift.objects.at(now)) if other != person]
    told = call_people(alert, others, settings, "handed-over", with_address=True)
    log(instance=alert, action="comments.alert_handed_over", user=person, data={"told": told})
    return alert


@transaction.atomic
def record_steps(*, alert: UrgentAlert, person, steps: list[str]) -> UrgentAlert:
    """Store which of the steps were taken. Raises NotAllowed, or AlreadyAnswered once it is closed."""
    _check_may_answer(person)
    _change(alert, UrgentAlert.objects.filter(closed_at__isnull=True), {"steps_taken": steps})
    return alert


@transaction.atomic
def close_alert(*, alert: UrgentAlert, person, outcome: str) -> UrgentAlert:
    """Put an alert away, with words about what was done. What an earlier closing said stays in front of them.

    Raises NotAllowed, OutcomeMissing or AlreadyAnswered.
    """
    _check_may_answer(person)
    outcome = outcome.strip()
    if not outcome:
        raise OutcomeMissing(alert)
    now = timezone.now()
    words = f"{alert.outcome}\n\n{outcome}" if alert.outcome else outcome
    values = {"closed_at": now, "closed_by": person, "outcome": words[-LONGEST_OUTCOME:]}
    if alert.acknowledged_at is None:
        values |= {"acknowledged_at": now, "acknowledged_by": person}
    _change(alert, UrgentAlert.objects.filter(closed_at__isnull=True), values)
    log(instance=alert, action="comments.alert_closed", user=person)
    return alert


@transaction.atomic
def reply_privately(*, alert: UrgentAlert, person, text: str) -> None:
    """Send the writer of an urgent comment a few words by mail, behind where help is. Quotes nothing.

    The guard looks at it: nobody knows who reads that address. Raises NotAllowed, NoAddress or ReplyRefused.
    """
    _check_may_answer(person)
    commenter = alert.comment.commenter
    if commenter is None or not commenter.address_sealed or commenter.mail_stopped_at:
        raise NoAddress(alert)
    head = letterhead_for(alert.comment.page)
    findings = weigh_reply(text, country=head.clinic.country).refusals
    if findings:
        raise ReplyRefused(findings)
    queue_mail(
        purpose="comment-private-reply",
        recipient=commenter.address,
        subject=_("A reply from %(clinic)s") % {"clinic": head.short_name},
        template="comments/private_reply",
        context={**head.context(), "text": text, "from_name": name_of(person)},
        is_urgent=True,
    )
    log(instance=alert, action="comments.alert_replied", user=person)


def escalate_unanswered(now: datetime.datetime | None = None) -> int:
    """Call further people for every alert that nobody acknowledged in time. Returns how many there were."""
    now = now or timezone.now()
    alerts = UrgentAlert.objects.unanswered().select_related("comment__page").order_by("raised_at", "pk")
    return sum(_escalate(alert, now) for alert in alerts)


def next_escalation(alert: UrgentAlert, settings: CommentsSettings) -> datetime.datetime | None:
    """When further people are called for an alert that nobody acknowledges; None after the last call."""
    if alert.escalations >= settings.alert_calls:
        return None
    wait = datetime.timedelta(minutes=settings.alert_minutes)
    if alert.escalations >= FREQUENT_ESCALATIONS:
        wait = max(wait, LATER)
    return last_call(alert) + wait


def last_call(alert: UrgentAlert) -> datetime.datetime:
    """When somebody was last called."""
    return alert.escalated_at or alert.notified_at or alert.raised_at


def _escalate(alert: UrgentAlert, now: datetime.datetime) -> bool:
    settings = settings_for(alert.comment)
    following = next_escalation(alert, settings)
    # A clock that was set back must not keep anybody from being called.
    if following is None or last_call(alert) <= now < following:
        return False
    with transaction.atomic():
        unchanged = UrgentAlert.objects.unanswered().filter(pk=alert.pk, escalations=alert.escalations)
        if not unchanged.update(escalated_at=now, escalations=F("escalations") + 1):
            return False
        alert.refresh_from_db(fields=["escalated_at", "escalations"])
        shifts = OnCallShift.objects.at(now)
        # Those called first did not answer: the first time the others, from then on everybody.
        people = people_on_call(shifts.filter(is_second=True)) if alert.escalations == 1 else []
        told = call_people(alert, people or people_on_call(shifts), settings, "escalated", with_address=True)
        log(instance=alert, action="comments.alert_escalated", data={"times": alert.escalations, "told": told})
    return True


def _call_first(alert: UrgentAlert) -> int:
    """Returns how many mails were queued."""
    shifts = OnCallShift.objects.at(timezone.now())
    people = people_on_call(shifts)
    first = people_on_call(shift for shift in shifts if not shift.is_second)
    return call_people(alert, first or people, settings_for(alert.comment), "raised")


def _open_again(alert: UrgentAlert, label: str) -> bool:
    """True where the alert was closed, so that somebody has to be called anew."""
    now = timezone.now()
    closed = UrgentAlert.objects.filter(pk=alert.pk, closed_at__isnull=False)
    values = {
        "label": label, "raised_at": now, "notified_at": now, "escalated_at": None, "escalations": 0,
        "acknowledged_at": None, "acknowledged_by": None, "closed_at": None, "closed_by": None, "steps_taken": [],
    }  # fmt: skip
    if not closed.update(**values):
        return False
    alert.refresh_from_db()
    return True


def _change(alert: UrgentAlert, possible, values: dict) -> None:
    """Write to the alert only while it is in the state the action needs: of two people, one is told of the other."""
    if not possible.filter(pk=alert.pk).update(**values):
        raise AlreadyAnswered(UrgentAlert.objects.select_related("acknowledged_by", "closed_by").get(pk=alert.pk))
    alert.refresh_from_db()


def _check_may_answer(person) -> None:
    if not can_answer_urgent(person):
        raise NotAllowed(person)
