from clinicsite.review.actions.checking import check_page, check_site_texts, check_text, refresh_check
from clinicsite.review.actions.deciding import end_override, is_known_rule, override_claim
from clinicsite.review.actions.minor_edits import check_minor_edit, declare_minor_edit
from clinicsite.review.actions.rechecking import recheck_pages
from clinicsite.review.actions.reminding import remind_of_ends
from clinicsite.review.actions.reviewing import record_review
from clinicsite.review.actions.rules import disable_rule, enable_rule, rules_in_force
from clinicsite.review.actions.standing import covering_review, refresh_standing

__all__ = [
    "check_minor_edit",
    "check_page",
    "check_site_texts",
    "check_text",
    "covering_review",
    "declare_minor_edit",
    "disable_rule",
    "enable_rule",
    "end_override",
    "is_known_rule",
    "override_claim",
    "recheck_pages",
    "record_review",
    "refresh_check",
    "refresh_standing",
    "remind_of_ends",
    "rules_in_force",
]
