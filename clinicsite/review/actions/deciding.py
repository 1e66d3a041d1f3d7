"""Letting a claim stand."""

import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from clinicsite.review.errors import ExpiryTooFar, MissingReason, NotAllowed
from clinicsite.review.models import ClaimOverride, digest_of
from clinicsite.review.permissions import can_override_claims

LONGEST = datetime.timedelta(days=366)


@transaction.atomic
def override_claim(
    *, page: Page, rule_id: str, words: str, reason: str, expires_on: datetime.date, user
) -> ClaimOverride:
    """Let these words of a page stand against one rule. Raises NotAllowed, MissingReason, ExpiryTooFar."""
    if not can_override_claims(user):
        raise NotAllowed(rule_id)
    if not reason.strip():
        raise MissingReason(rule_id)
    today = timezone.localdate()
    if not today <= expires_on <= today + LONGEST:
        raise ExpiryTooFar(expires_on)
    row = ClaimOverride.objects.create(
        page_id=page.pk,
        rule=rule_id,
        words=words[:600],
        words_digest=digest_of(words),
        reason=reason.strip(),
        made_by=user,
        expires_on=expires_on,
    )
    log(
        instance=page, action="review.override_claim", user=user,
        data={"rule": rule_id, "words": row.words, "reason": row.reason, "expires_on": expires_on.isoformat()},
    )  # fmt: skip
    return row
