"""Questions about rules, overrides and checks."""

from django.db import models
from django.utils import timezone


class ClaimRuleQuerySet(models.QuerySet):
    """A clinic's own rules."""

    def active(self):
        """Those that are looked for."""
        return self.filter(is_active=True)


class ClaimOverrideQuerySet(models.QuerySet):
    """Claims that were let stand."""

    def valid(self, today=None):
        """Those that have not expired."""
        return self.filter(expires_on__gte=today or timezone.localdate())

    def for_page(self, page):
        """Those of one page."""
        return self.filter(page_id=page.pk)


class ClaimsCheckQuerySet(models.QuerySet):
    """What was found on published pages."""

    def with_findings(self):
        """Pages with a finding that blocks or warns."""
        return self.filter(models.Q(block_count__gt=0) | models.Q(warn_count__gt=0))

    def outdated(self, rules_version: str):
        """Those made by other rules."""
        return self.exclude(rules_version=rules_version)
