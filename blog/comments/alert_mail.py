"""The mail that calls somebody to an urgent comment. It holds no word of the comment and no name."""

import enum
import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings as site_settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.comments.models import CommentsSettings, OnCallShift, UrgentAlert
from blog.comments.permissions import ANSWER_URGENT
from blog.comments.triage import TITLES
from clinicsite.background.mail import queue_mail
from clinicsite.core.letterhead import letterhead_for

logger = logging.getLogger(__name__)
PURPOSE = "comment-urgent"
BACKEND = "django.contrib.auth.backends.ModelBackend"


class Way(enum.StrEnum):
    """Whose addresses an alert goes to."""

    ROTA = "rota"
    ADDRESS = "address"
    EVERYBODY = "everybody"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Reach:
    """Where an alert goes, and by what rule."""

    way: Way
    addresses: tuple[str, ...] = ()


def reach_of(people: list, settings: CommentsSettings, *, with_address: bool = False) -> Reach:
    """These people; where none can be reached, the clinic's address; without one, everybody who may answer.

    `with_address`: the clinic's address is told in any case. One query where neither people nor address are there.
    """
    on_rota = _usable(person.email for person in people)
    of_clinic = _usable([settings.alert_email]) if settings.alert_email else []
    if on_rota:
        return Reach(Way.ROTA, tuple(dict.fromkeys([*on_rota, *(of_clinic if with_address else [])])))
    if of_clinic:
        return Reach(Way.ADDRESS, tuple(of_clinic))
    everybody = _addresses_of_all_who_may_answer()
    return Reach(Way.EVERYBODY if everybody else Way.NOBODY, tuple(everybody))


def people_on_call(shifts: Iterable[OnCallShift]) -> list:
    """Whose shifts these are, each once, in the order of the rota."""
    return list({shift.person_id: shift.person for shift in shifts}.values())


def call_people(
    alert: UrgentAlert, people: list, settings: CommentsSettings, occasion: str, *, with_address: bool = False
) -> int:
    """Queue an urgent mail to each person, and to the clinic's address where asked or where no person can be reached;
    where there is no such address either, to everybody who may answer.

    `occasion` is `raised`, `escalated` or `handed-over`. Returns how many mails were queued; an address that cannot be
    used stops none of the others.
    """
    reach = reach_of(people, settings, with_address=with_address)
    if reach.way == Way.NOBODY:
        logger.error("Urgent comment: alert %s reached nobody, there is no address to write to.", alert.pk)
        return 0
    context = {
        **letterhead_for(alert.comment.page).context(),
        "action_url": site_settings.WAGTAILADMIN_BASE_URL + reverse("urgent_alerts:inspect", args=[alert.pk]),
        "action_label": _("Open the urgent comment"),
        "kind": TITLES.get(alert.label, TITLES["crisis"]),
        "raised_at": timezone.localtime(alert.raised_at),
        "way": str(reach.way),
        "occasion": occasion,
        "escalations": alert.escalations,
        "minutes": settings.alert_minutes,
        "calls": settings.alert_calls,
    }
    for address in reach.addresses:
        queue_mail(
            purpose=PURPOSE,
            recipient=address,
            subject=_subject(occasion, reach.way),
            template="comments/urgent_alert",
            context=context,
            headers={"X-Priority": "1", "Importance": "high"},
            is_urgent=True,
        )
    return len(reach.addresses)


def _subject(occasion: str, way: Way) -> str:
    if way != Way.ROTA:
        return _("Urgent: a comment needs a person, and nobody is on call")
    if occasion == "escalated":
        return _("Urgent, still unanswered: a comment needs a person now")
    return _("Urgent: a comment needs a person now")


def _addresses_of_all_who_may_answer() -> list[str]:
    """For an alarm with nobody on the rota and no address in the settings."""
    return _usable(user.email for user in get_user_model().objects.with_perm(ANSWER_URGENT, backend=BACKEND))


def _usable(addresses: Iterable[str]) -> list[str]:
    usable = []
    for address in addresses:
        try:
            validate_email(address)
        except ValidationError:
            continue
        usable.append(address)
    return list(dict.fromkeys(usable))
