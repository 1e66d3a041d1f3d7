"""A week on the rota for urgent comments, so that a new reader of the admin sees how it works."""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from blog.comments.models import OnCallShift

FIRST, SECOND = "daniel-reyes", "amara-okafor"
LASTS = datetime.timedelta(days=7)


def load_on_call(accounts: Mapping) -> None:
    """Put two sample accounts on call for a week, unless there are shifts already. The week after is left open."""
    if OnCallShift.objects.exists():
        return
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    for person, is_second in ((FIRST, False), (SECOND, True)):
        if person in accounts:
            OnCallShift.objects.create(person=accounts[person], starts_at=now, ends_at=now + LASTS, is_second=is_second)
