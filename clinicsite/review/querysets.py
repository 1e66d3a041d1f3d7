"""Questions about rules, overrides and checks."""

from django.db import models
from django.utils import timezone

from clinicsite.review.errors import ReviewIsFinal


class ClaimRuleQuerySet(models.QuerySet):
    """A clinic's own rules."""

    def active(self):
        """Those that are looked for."""
        return self.filter(is_active=True)


class ClaimOverrideQuerySet(models.QuerySet):
    """Claims that were let stand."""

    def valid(self, today=None):
        """Those that hold: neither expired nor ended by somebody."""
        return self.filter(expires_on__gte=today or timezone.localdate(), ended_at__isnull=True)

    def for_page(self, page):
        """Those of one page."""
        return self.filter(page_id=page.pk)

    def ending_by(self, day, today=None):
        """Valid ones that end until a day."""
        return self.valid(today).filter(expires_on__lte=day)

    def ended(self, today=None):
        """Those that have expired, or that somebody ended."""
        return self.filter(models.Q(expires_on__lt=today or timezone.localdate()) | models.Q(ended_at__isnull=False))


class ClaimsCheckQuerySet(models.QuerySet):
    """What was found on published pages."""

    def with_findings(self):
        """Pages with a finding that blocks or warns."""
        return self.filter(models.Q(block_count__gt=0) | models.Q(warn_count__gt=0))

    def outdated(self, rules_version: str):
        """Those made by other rules."""
        return self.exclude(rules_version=rules_version)

    def reopened(self, overrides):
        """Those made while one of these overrides, which have ended since, still let a claim stand."""
        checked = models.OuterRef("checked_at")
        held = models.Q(ended_at__isnull=True, expires_on__gte=models.OuterRef("checked_at__date"))
        since = overrides.filter(held | models.Q(ended_at__gte=checked), page_id=models.OuterRef("page_id"))
        return self.filter(models.Exists(since))


class UnreviewedPublicationQuerySet(models.QuerySet):
    """Leaves to publish without a sign-off."""

    def open_for(self, revision):
        """Those of one revision that have not been used."""
        return self.filter(revision_id=revision.pk, used_at__isnull=True)


class MedicalReviewQuerySet(models.QuerySet):
    """Recorded reviews. They can be added and read."""

    def approved(self):
        """Sign-offs."""
        return self.filter(outcome="approved")

    def for_page(self, page):
        """Those of one page."""
        return self.filter(page_id=page.pk)

    def approved_for(self, page):
        """Sign-offs that count for a page. A sample one, by a clinician who was invented, counts on sample pages only.

        A page that was not read as its own type is taken for a real one.
        """
        rows = self.for_page(page).approved()
        return rows if getattr(page, "is_sample", False) else rows.filter(is_sample=False)

    def update(self, **values):
        """Refused."""
        raise ReviewIsFinal

    def bulk_update(self, *args, **options):
        """Refused."""
        raise ReviewIsFinal

    def delete(self):
        """Refused."""
        raise ReviewIsFinal


class MinorEditQuerySet(models.QuerySet):
    """Changes that were declared minor."""

    def standing(self):
        """Those that no second look has overruled, in the order they were made."""
        return self.exclude(verdict="clinical").order_by("declared_at", "pk")

    def awaiting_a_second_look(self):
        """Sampled, and not looked at yet."""
        return self.filter(is_sampled=True, verdict="")


class ReviewStandingQuerySet(models.QuerySet):
    """Live clinical pages by how they stand."""

    def with_review(self):
        """With the sign-off."""
        return self.select_related("review")

    def never_reviewed(self):
        """Live, and nobody has signed."""
        return self.filter(review__isnull=True)

    def edited_since(self):
        """Changed after the sign-off."""
        return self.filter(review__isnull=False, is_covered=False)

    def due_by(self, day):
        """Signed and covered, with the next review due on a day or before."""
        return self.filter(is_covered=True, next_due_on__lte=day)

    def in_queue(self, day):
        """Everything that asks for a review: never had one, was changed since, or is due by a day."""
        return self.filter(models.Q(is_covered=False) | models.Q(next_due_on__lte=day))

    def not_reminded_since(self, moment):
        """Those whose last reminder is older, or that had none."""
        return self.filter(models.Q(reminded_at__isnull=True) | models.Q(reminded_at__lte=moment))


class RegulatoryStatementQuerySet(models.QuerySet):
    """What regulators say."""

    def valid(self, today=None):
        """Those that readers may see."""
        today = today or timezone.localdate()
        return self.filter(stated_on__lte=today, valid_until__gte=today)

    def for_country(self, country: str):
        """Those of one jurisdiction."""
        return self.filter(jurisdiction=country)

    def ending_by(self, day):
        """Those that end until a day, ended ones included, unless a later one has taken their place."""
        later = self.model.objects.filter(
            topic=models.OuterRef("topic"), jurisdiction=models.OuterRef("jurisdiction"), valid_until__gt=day
        )
        return self.filter(~models.Exists(later), valid_until__lte=day)
