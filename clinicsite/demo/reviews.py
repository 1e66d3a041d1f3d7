"""Sign-offs of the sample articles, by the sample clinician who did not write them."""

from collections.abc import Iterable

from django.utils import timezone
from wagtail.models import Page

from clinicsite.review.actions import record_review
from clinicsite.review.models import MedicallyReviewedMixin, Outcome

NOTE = "Sample sign-off. Nobody has reviewed this text for use with patients."


def sign_off_samples(pages: Iterable[Page]) -> None:
    """Sign every article that this load has made; the row is marked as sample, as the page is."""
    for page in pages:
        if isinstance(page, MedicallyReviewedMixin) and page.is_new:
            record_review(
                page=page,
                revision=page.latest_revision,
                outcome=Outcome.APPROVED,
                evidence_checked_on=timezone.localdate(),
                note=NOTE,
                reviewer_page=page.reviewer,
            )
