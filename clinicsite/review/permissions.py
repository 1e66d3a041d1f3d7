"""Who may decide about claims and reviews."""

from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry

from clinicsite.review.claims import BLOCK, Rule

CHANGE_RULES = "review.change_claimrule"
OVERRIDE_CLAIMS = "review.override_claim"
CHANGE_STATEMENTS = "review.change_regulatorystatement"
SIGN_OFF = "review.sign_off"
SEE_REVIEWS = "review.see_reviews"
DECLARE_MINOR_EDIT = "review.declare_minor_edit"
CHECK_MINOR_EDITS = "review.check_minor_edits"
PUBLISH_UNREVIEWED = "review.publish_unreviewed"
EXPORT_COMPLIANCE = "review.export_compliance"
WRITE_NOTES = "review.write_changenote"
HANDLE_REPORTS = "review.handle_errorreport"
MAKE_LINKS = "review.make_draftlink"


def can_switch_rule(user, rule: Rule) -> bool:
    """May switch a shipped rule off or on again. One that blocks publication is the owner's business."""
    return user.is_active and (user.is_superuser or (rule.severity != BLOCK and user.has_perm(CHANGE_RULES)))


def can_override_claims(user) -> bool:
    """May let a claim stand, with a reason and an expiry."""
    return user.is_active and user.has_perm(OVERRIDE_CLAIMS)


def can_see_overrides(user) -> bool:
    """May read which claims were let stand, and why: whoever decides, and whoever works on pages."""
    works_on_pages = policy_registry.get_by_type(Page).user_has_any_permission(user, ["add", "change", "publish"])
    return user.is_active and (can_override_claims(user) or works_on_pages)


def can_sign_off(user) -> bool:
    """May sign off clinical pages, given a valid credential and no part in the text."""
    return user.is_active and user.has_perm(SIGN_OFF)


def can_see_reviews(user) -> bool:
    """May see which pages wait for a review."""
    return user.is_active and user.has_perm(SEE_REVIEWS)


def can_declare_minor_edit(user) -> bool:
    """May keep a sign-off through an edit of spelling or layout."""
    return user.is_active and user.has_perm(DECLARE_MINOR_EDIT)


def can_check_minor_edits(user) -> bool:
    """May take the second look at minor edits of others."""
    return user.is_active and user.has_perm(CHECK_MINOR_EDITS)


def can_publish_unreviewed(user) -> bool:
    """May publish a clinical page without a sign-off, with a reason that is kept."""
    return user.is_active and user.has_perm(PUBLISH_UNREVIEWED)


def can_export_compliance(user) -> bool:
    """May take the record of a page's reviews out of the site."""
    return user.is_active and user.has_perm(EXPORT_COMPLIANCE)


def can_write_notes(user, page) -> bool:
    """May write corrections and change notes for a page, which is to say: may edit it, and tell its readers."""
    return user.is_active and user.has_perm(WRITE_NOTES) and page.permissions_for_user(user).can_edit()


def can_handle_reports(user) -> bool:
    """May read and answer what readers report."""
    return user.is_active and user.has_perm(HANDLE_REPORTS)


def can_see_links(user) -> bool:
    """May see which links were made, and end them."""
    return user.is_active and user.has_perm(MAKE_LINKS)


def can_make_links(user, page) -> bool:
    """May invite somebody without a login to review a page."""
    return can_see_links(user) and page.permissions_for_user(user).can_edit()


class ErrorReportPermissionPolicy(ModelPermissionPolicy):
    """Those who may handle reports may look; nobody writes or deletes one through the generic screens."""

    def user_has_permission(self, user, action):
        return action == "view" and can_handle_reports(user)

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission(["handle"])
