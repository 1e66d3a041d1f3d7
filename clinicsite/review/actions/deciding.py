"""Letting a claim stand, and taking that back."""

import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from clinicsite.review.actions.checking import refresh_check
from clinicsite.review.actions.rules import rules_in_force
from clinicsite.review.claims.checking import MODEL_RULE, TONE_RULE
from clinicsite.review.errors import ExpiryTooFar, MissingReason, NotAllowed, UnknownRule
from clinicsite.review.models import ClaimOverride, digest_of
from clinicsite.review.permissions import can_override_claims

LONGEST = datetime.timedelta(days=366)


@transaction.atomic
def override_claim(
    *, page: Page, rule_id: str, words: str, reason: str, expires_on: datetime.date, user
) -> ClaimOverride:
    """Let these words of a page stand against one rule.

    Raises NotAllowed, UnknownRule (also for no words), MissingReason, ExpiryTooFar.
    """
    if not can_override_claims(user):
        raise NotAllowed(rule_id)
    if not words.strip() or not is_known_rule(rule_id):
        raise UnknownRule(rule_id)
    if not reason.strip():
        raise MissingReason(rule_id)
    today = timezone.localdate()
    if not today <= expires_on <= today + LONGEST:
        raise ExpiryTooFar(expires_on)
    row = ClaimOverride.objects.create(
        page_id=page.pk,
        page_key=page.pk,
        page_title=page.title,
        rule=rule_id,
        words=words[:600],
        words_digest=digest_of(words),
        reason=reason.strip(),
        made_by=user,
        made_by_name=user.get_full_name() or user.get_username(),
        expires_on=expires_on,
    )
    _log(row, "review.override_claim", user)
    _check_again(page.pk)
    return row


@transaction.atomic
def end_override(*, override: ClaimOverride, user) -> ClaimOverride:
    """Let a claim stand no longer: it is open again at once. Raises NotAllowed.

    The row stays as a record, with the end that was decided first, and who ended it when.
    """
    if not can_override_claims(user):
        raise NotAllowed(override.rule)
    values = {
        "ended_at": timezone.now(),
        "ended_by": user,
        "ended_by_name": user.get_full_name() or user.get_username(),
    }
    if ClaimOverride.objects.valid().filter(pk=override.pk).update(**values):
        override.refresh_from_db()
        _log(override, "review.end_override", user)
        _check_again(override.page_id)
    return override


def is_known_rule(rule_id: str) -> bool:
    """True for a rule in force and for what the model finds."""
    return rule_id in (MODEL_RULE, TONE_RULE) or any(rule.id == rule_id for rule in rules_in_force().rules)


def _log(row: ClaimOverride, action: str, user) -> None:
    log(
        instance=row.page or row, action=action, user=user,
        data={"rule": row.rule, "words": row.words, "reason": row.reason, "expires_on": row.expires_on.isoformat()},
    )  # fmt: skip


def _check_again(page_id: int) -> None:
    """After the commit; a fault in the check must not undo a decision."""

    def check():
        page = Page.objects.filter(pk=page_id, live=True).first()
        if page:
            refresh_check(page.specific)

    transaction.on_commit(check, robust=True)
