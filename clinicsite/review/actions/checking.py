"""Checking pages and texts by the rules in force."""

from wagtail.models import Page

from clinicsite.core.models import ClinicSettings
from clinicsite.review.actions.rules import rules_in_force
from clinicsite.review.claims import BLOCK, NOTE, WARN, Finding, RuleSet, check
from clinicsite.review.claims_of import claims_of
from clinicsite.review.models import ClaimOverride, ClaimsCheck, digest_of
from clinicsite.review.site_texts import SiteText, site_texts


def check_text(text: str, *, country: str = "US", rules: RuleSet | None = None) -> list[Finding]:
    """The findings in a text that stands on no page."""
    return check({"text": text}, country=country, rules=rules or rules_in_force())


def check_page(page: Page, *, rules: RuleSet | None = None, texts: dict[str, str] | None = None) -> list[Finding]:
    """The open findings of a page as it stands in memory: without those that a valid override covers.

    `texts` are its claims, where the caller has read them already.
    """
    site = page.get_site()
    country = ClinicSettings.for_site(site).country if site else "US"
    is_advertising = bool(site) and site.root_page_id == page.pk
    texts = claims_of(page) if texts is None else texts
    found = check(texts, country=country, rules=rules or rules_in_force(), is_advertising=is_advertising)
    stands = set(ClaimOverride.objects.for_page(page).valid().values_list("rule", "words_digest"))
    return [finding for finding in found if (finding.rule, digest_of(finding.words)) not in stands]


def check_site_texts(rules: RuleSet | None = None) -> list[tuple[SiteText, list[Finding]]]:
    """What readers see outside of pages, with the claims in it; texts without a claim are left out."""
    rules = rules or rules_in_force()
    checked = ((said, check(said.texts, country=said.country, rules=rules)) for said in site_texts())
    return [(said, findings) for said, findings in checked if findings]


def refresh_check(page: Page, *, rules: RuleSet | None = None) -> ClaimsCheck:
    """Check what readers see of a page and keep the result. `page` is the published, specific page."""
    rules = rules or rules_in_force()
    findings = check_page(page, rules=rules)
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in (BLOCK, WARN, NOTE)}
    row, _created = ClaimsCheck.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "revision_id": page.live_revision_id,
            "findings": [finding.as_dict() for finding in findings],
            "block_count": counts[BLOCK],
            "warn_count": counts[WARN],
            "note_count": counts[NOTE],
            "rules_version": rules.version,
        },
    )
    return row
