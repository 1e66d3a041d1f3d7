"""Telling a reviewer, and those who may change the team page, before a credential ends, and once more when it has."""

import datetime
from collections import defaultdict

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from clinicsite.background.mail import queue_mail
from clinicsite.core.letterhead import letterhead_for
from clinicsite.people.models import Credential
from clinicsite.review.correspondence import admin_url
from clinicsite.review.models import CredentialNotice

BEFORE = datetime.timedelta(days=30)


@transaction.atomic
def remind_of_credentials(now: datetime.datetime | None = None) -> int:
    """Queue one mail to everybody concerned, about credentials nobody was told of. Returns how many those are.

    Of a credential that can sign is told twice: when it ends within a month, and when it has ended.
    """
    today = timezone.localdate(now or timezone.now())
    rows = [row for row in credentials_ending_by(today + BEFORE) if _told(row) != _sign_of(row, today)]
    lines: dict[str, list[Credential]] = defaultdict(list)
    for row in rows:
        row.has_ended = row.expires_on < today
        for address in _recipients(row):
            lines[address].append(row)
    for address, credentials in lines.items():
        _write(address, credentials)
    for row in rows:
        CredentialNotice.objects.update_or_create(credential=row, defaults={"told": _sign_of(row, today)})
    return len(rows)


def credentials_ending_by(day: datetime.date) -> QuerySet[Credential]:
    """Credentials of public people that can sign and end until a day, ended ones included."""
    rows = Credential.objects.filter(person__live=True, expires_on__lte=day).exclude(issuer="").exclude(number="")
    return rows.select_related("person__user", "notice").order_by("expires_on", "pk")


def _sign_of(row: Credential, today: datetime.date) -> str:
    return f"{'ended' if row.expires_on < today else 'ending'} {row.expires_on.isoformat()}"


def _told(row: Credential) -> str:
    return row.notice.told if hasattr(row, "notice") else ""


def _recipients(row: Credential) -> list[str]:
    """The person, and everybody who may change the team page, each once."""
    pages = policy_registry.get_by_type(Page)
    editors = pages.users_with_any_permission_for_instance(["change"], row.person)
    found = {user.email for user in editors if user.is_active and user.email}
    return sorted(found | ({row.person.review_address} - {""}))


def _write(recipient: str, rows: list[Credential]) -> None:
    head = letterhead_for(rows[0].person)
    queue_mail(
        purpose="credential-end",
        recipient=recipient,
        subject=_("Credentials need a look"),
        template="review/credential_ends",
        context={
            **head.context(),
            "rows": rows,
            "action_url": admin_url("review_queue") + "?reviewer=lapsed",
            "action_label": _("See which pages are concerned"),
        },
    )
