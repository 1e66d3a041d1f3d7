"""Telling editors before the consent to show a person ends, and once more when it has."""

import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex, Site
from wagtail.permissions import policy_registry

from clinicsite.background.mail import queue_mail
from clinicsite.core.models import ClinicSettings
from clinicsite.media.models import ClinicImage


@transaction.atomic
def remind_of_photo_consents(now: datetime.datetime | None = None) -> int:
    """Queue one mail to everybody who may change pictures, about those nobody was told of. Returns how many those are.

    A picture is told of twice: when its consent ends within a month, and when it has ended or is missing.
    """
    today = timezone.localdate(now or timezone.now())
    pictures = [
        picture
        for picture in ClinicImage.objects.consent_needing_care(today).select_for_update()
        if picture.consent_told != _sign_of(picture, today)
    ]
    if not pictures:
        return 0
    counts = ReferenceIndex.get_count_references_to_in_bulk(pictures)
    rows = [
        {"picture": picture, "state": picture.consent_state(today).label, "uses": counts.get(picture, 0)}
        for picture in pictures
    ]
    for recipient in _recipients():
        _write(recipient, rows)
    for picture in pictures:
        ClinicImage.objects.filter(pk=picture.pk).update(consent_told=_sign_of(picture, today))
    return len(pictures)


def _sign_of(picture: ClinicImage, today: datetime.date) -> str:
    return f"{picture.consent_state(today).value} {picture.consent_expires_on or ''}".strip()


def _recipients() -> list[str]:
    """The addresses of those who may change pictures, each once."""
    people = policy_registry.get_by_type(ClinicImage).users_with_any_permission(["change"])
    return sorted({person.email for person in people if person.is_active and person.email})


def _write(recipient: str, rows: list[dict]) -> None:
    site = Site.objects.filter(is_default_site=True).first()
    clinic = ClinicSettings.for_site(site) if site else ClinicSettings()
    queue_mail(
        purpose="photo-consent",
        recipient=recipient,
        subject=_("Consent for pictures needs you"),
        template="review/photo_consent",
        context={
            "clinic": clinic,
            "rows": rows,
            "action_url": settings.WAGTAILADMIN_BASE_URL + reverse("photo_consent_report"),
            "action_label": _("Open the report"),
        },
    )
