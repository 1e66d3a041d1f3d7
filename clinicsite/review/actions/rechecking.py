"""Checking published pages again when the rules have changed or a claim may no longer stand."""

from wagtail.models import Page

from clinicsite.review.actions.checking import refresh_check
from clinicsite.review.actions.rules import rules_in_force
from clinicsite.review.models import ClaimOverride, ClaimsCheck

# A site of a thousand pages is done within the hour, and nothing else waits long behind it.
PAGES_IN_ONE_RUN = 100


def recheck_pages() -> int:
    """Check published pages whose result is out of date. Returns how many. Four queries where nothing changed."""
    rules = rules_in_force()
    ClaimsCheck.objects.exclude(page__live=True).delete()
    stale = set(ClaimsCheck.objects.outdated(rules.version).values_list("page_id", flat=True))
    stale |= set(ClaimsCheck.objects.reopened(ClaimOverride.objects.ended()).values_list("page_id", flat=True))
    live = Page.objects.live().filter(depth__gt=1)
    stale |= set(live.filter(claims_check__isnull=True).values_list("pk", flat=True))
    pages = live.filter(pk__in=sorted(stale)[:PAGES_IN_ONE_RUN]).order_by("pk")
    for page in pages.specific().iterator(chunk_size=20):
        refresh_check(page, rules=rules)
    return min(len(stale), PAGES_IN_ONE_RUN)
