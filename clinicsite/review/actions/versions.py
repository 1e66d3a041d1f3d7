"""By which rules and which policy a decision is made, to be kept with it: both change afterwards."""

from wagtail.models import Page

from clinicsite.core.models import ClinicSettings
from clinicsite.review.actions.rules import rules_in_force


def versions_at_hand(page: Page) -> dict:
    """Values for a MedicalReview: the claim rules in force, and the editorial policy as readers have it."""
    site = page.get_site()
    clinic = ClinicSettings.objects.filter(site=site).select_related("editorial_policy_page").first() if site else None
    policy = clinic.editorial_policy_page if clinic else None
    values = {"rules_version": rules_in_force().version}
    if policy and policy.live:
        values |= {
            "policy_title": policy.title,
            "policy_revision_key": policy.live_revision_id,
            "policy_published_at": policy.last_published_at,
        }
    return values
