"""Which rules hold, and switching shipped ones off and on."""

import hashlib

from django.db import transaction
from wagtail.log_actions import log

from clinicsite.review.claims import Rule, RuleSet, shipped_rules
from clinicsite.review.errors import MissingReason, NotAllowed, UnknownRule
from clinicsite.review.models import ClaimRule, DisabledRule
from clinicsite.review.permissions import can_switch_rule


def rules_in_force() -> RuleSet:
    """The shipped rules but those switched off, and the clinic's own. Two queries."""
    disabled = sorted(DisabledRule.objects.values_list("rule", flat=True))
    own = [rule.as_rule() for rule in ClaimRule.objects.active().order_by("pk")]
    shipped = shipped_rules()
    if not disabled and not own:
        return shipped
    written = repr(
        [disabled, [(rule.id, rule.pattern, rule.severity, rule.kind, rule.why, rule.facts) for rule in own]]
    )
    version = f"{shipped.version}+{hashlib.sha256(written.encode()).hexdigest()[:8]}"
    return shipped.without(disabled).with_own(own, version)


def shipped_rule(rule_id: str) -> Rule:
    """A rule that ships with the site. Raises UnknownRule."""
    for rule in shipped_rules().rules:
        if rule.id == rule_id:
            return rule
    raise UnknownRule(rule_id)


@transaction.atomic
def disable_rule(*, rule_id: str, reason: str, user) -> DisabledRule:
    """Switch a shipped rule off. Raises UnknownRule, NotAllowed, MissingReason."""
    rule = shipped_rule(rule_id)
    if not can_switch_rule(user, rule):
        raise NotAllowed(rule_id)
    if not reason.strip():
        raise MissingReason(rule_id)
    row, _created = DisabledRule.objects.update_or_create(
        rule=rule.id, defaults={"reason": reason.strip(), "disabled_by": user}
    )
    log(instance=row, action="review.disable_rule", user=user, data={"rule": rule.id, "reason": row.reason})
    return row


def note_switch(*, rule: ClaimRule, was_active: bool, user) -> None:
    """Log that one of the clinic's own rules was switched off, with the reason, or on again."""
    if rule.is_active != was_active:
        action = "review.enable_rule" if rule.is_active else "review.disable_rule"
        log(instance=rule, action=action, user=user, data={"rule": rule.name, "reason": rule.inactive_reason})


@transaction.atomic
def enable_rule(*, rule_id: str, user) -> None:
    """Switch a shipped rule on again. Raises UnknownRule, NotAllowed."""
    rule = shipped_rule(rule_id)
    if not can_switch_rule(user, rule):
        raise NotAllowed(rule_id)
    for row in DisabledRule.objects.filter(rule=rule.id):
        log(instance=row, action="review.enable_rule", user=user, data={"rule": rule.id, "reason": row.reason})
        row.delete()
