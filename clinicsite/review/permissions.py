"""Who may decide about claims."""

from clinicsite.review.claims import BLOCK, Rule

CHANGE_RULES = "review.change_claimrule"
OVERRIDE_CLAIMS = "review.override_claim"


def can_switch_rule(user, rule: Rule) -> bool:
    """May switch a shipped rule off or on again. One that blocks publication is the owner's business."""
    return user.is_active and (user.is_superuser or (rule.severity != BLOCK and user.has_perm(CHANGE_RULES)))


def can_override_claims(user) -> bool:
    """May let a claim stand, with a reason and an expiry."""
    return user.is_active and user.has_perm(OVERRIDE_CLAIMS)
