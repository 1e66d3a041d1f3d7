from clinicsite.review.actions.checking import check_page, check_text, refresh_check
from clinicsite.review.actions.deciding import override_claim
from clinicsite.review.actions.rules import disable_rule, enable_rule, rules_in_force

__all__ = [
    "check_page",
    "check_text",
    "disable_rule",
    "enable_rule",
    "override_claim",
    "refresh_check",
    "rules_in_force",
]
