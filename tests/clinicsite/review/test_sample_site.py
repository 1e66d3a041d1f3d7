"""What the checker says of the sample site's own pages."""

from wagtail.models import Page

from clinicsite.review.actions import check_page, rules_in_force
from clinicsite.review.claims import BLOCK

MOST_WARNINGS_A_PAGE = 2


def test_sample_pages_hold_no_claim_that_blocks_and_few_that_warn(sample_site):
    rules = rules_in_force()
    for page in Page.objects.live().filter(depth__gt=1).specific():
        flagged = [finding for finding in check_page(page, rules=rules) if finding.is_flagged]
        assert [finding.words for finding in flagged if finding.severity == BLOCK] == []
        assert len(flagged) <= MOST_WARNINGS_A_PAGE, f"{page}: {flagged}"
