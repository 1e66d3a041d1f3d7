"""Statements of regulators on the sample site."""

import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone

from clinicsite.review.models import RegulatoryStatement

CHECKED_AGO = datetime.timedelta(days=30)
VALID_FOR = datetime.timedelta(days=365)


def load_statements(entries: list[dict]) -> None:
    """Store the statements, unless this site has any: an editor may have deleted some. Raises ValidationError."""
    if RegulatoryStatement.objects.exists():
        return
    stated_on = timezone.localdate() - CHECKED_AGO
    for entry in entries:
        statement = RegulatoryStatement(stated_on=stated_on, valid_until=stated_on + VALID_FOR, **entry)
        statement.full_clean(exclude=["owner"])
        statement.save()


def give_statements_an_owner(username: str) -> None:
    """An account that is told before they end, where nobody is."""
    owner = get_user_model().objects.filter(username=username).first()
    RegulatoryStatement.objects.filter(owner=None).update(owner=owner)
