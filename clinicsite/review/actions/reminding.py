"""Mail to whoever must act before a claim or a statement ends: once each, never to nobody."""

import datetime
from collections import defaultdict

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinicsite.background.mail import queue_mail
from clinicsite.core.models import ClinicSettings
from clinicsite.review.claims_of import editor_fragment
from clinicsite.review.models import ClaimOverride, RegulatoryStatement
from clinicsite.review.permissions import OVERRIDE_CLAIMS

BEFORE = datetime.timedelta(days=30)


@transaction.atomic
def remind_of_ends(today: datetime.date | None = None) -> int:
    """Tell people what ends within thirty days and has not been told yet. Returns how many mails that made."""
    today = today or timezone.localdate()
    overrides = ClaimOverride.objects.ending_by(today + BEFORE, today).filter(
        page__isnull=False, reminded_on__isnull=True
    )
    statements = RegulatoryStatement.objects.ending_by(today + BEFORE).filter(reminded_on__isnull=True)
    lines: dict[str, list[dict]] = defaultdict(list)
    for override in overrides.select_related("page", "page__owner", "made_by"):
        for address in _addresses([override.made_by, override.page.owner]):
            lines[address].append(_about_override(override))
    for statement in statements.select_related("owner"):
        for address in _addresses([statement.owner]):
            lines[address].append(_about_statement(statement))
    for address, rows in lines.items():
        _send(address, rows)
    overrides.update(reminded_on=today)
    statements.update(reminded_on=today)
    return len(lines)


def _addresses(people) -> list[str]:
    """Of the people who can act those who can be written to; where there is none, of everybody who may decide."""
    found = {person.email for person in people if person and person.is_active and person.email}
    return sorted(found or _deciders())


def _deciders() -> set[str]:
    users = get_user_model().objects.filter(is_active=True).exclude(email="")
    app_label, codename = OVERRIDE_CLAIMS.split(".")
    named = {"codename": codename, "content_type__app_label": app_label}
    holds = Q(**{f"groups__permissions__{name}": value for name, value in named.items()})
    return set(users.filter(holds | Q(is_superuser=True)).values_list("email", flat=True))


def _about_override(override: ClaimOverride) -> dict:
    edit = reverse("wagtailadmin_pages:edit", args=[override.page_id])
    return {
        "what": _("A claim on “%(page)s” is open again") % {"page": override.page.title},
        "day": override.expires_on + datetime.timedelta(days=1),
        "address": settings.WAGTAILADMIN_BASE_URL + edit + editor_fragment("body"),
    }


def _about_statement(statement: RegulatoryStatement) -> dict:
    edit = reverse(statement.snippet_viewset.get_url_name("edit"), args=[statement.pk])
    return {
        "what": _("Readers no longer see the statement “%(title)s”") % {"title": statement.title},
        "day": statement.valid_until + datetime.timedelta(days=1),
        "address": settings.WAGTAILADMIN_BASE_URL + edit,
    }


def _send(address: str, rows: list[dict]) -> None:
    clinic = ClinicSettings.objects.filter(site__is_default_site=True).first() or ClinicSettings()
    queue_mail(
        purpose="review-ends",
        recipient=address,
        subject=ngettext("%d decision ends soon", "%d decisions end soon", len(rows)) % len(rows),
        template="review/ends_soon",
        context={
            "clinic": clinic,
            "help": clinic.help_for_country,
            "rows": sorted(rows, key=lambda row: row["day"]),
            "action_url": settings.WAGTAILADMIN_BASE_URL + reverse("claim_overrides"),
            "action_label": _("See every claim that was let stand"),
        },
    )
