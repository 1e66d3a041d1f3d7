"""Drawing how a published page stands from reviews, minor edits and the live text."""

from django.utils import timezone
from wagtail.models import Page

from clinicsite.review.clinical_content import clinical_digest
from clinicsite.review.models import (
    MedicallyReviewedMixin,
    MedicalReview,
    MinorEdit,
    ReviewStanding,
    clinical_page_types,
)
from clinicsite.review.reader_notes import read_notes


def digests_covered_by(review: MedicalReview) -> set[str]:
    """What a sign-off covers: the text that was signed, and what minor edits made of it. One query."""
    covered = {review.clinical_digest}
    for edit in MinorEdit.objects.filter(review=review).standing():
        if edit.from_digest in covered:
            covered.add(edit.to_digest)
    return covered


def covering_review(page: Page, digest: str) -> MedicalReview | None:
    """The newest sign-off that covers a text of a page."""
    reviews = MedicalReview.objects.approved_for(page)
    for review in reviews:
        if digest in digests_covered_by(review):
            return review
    return None


def refresh_standing(page_id: int) -> ReviewStanding | None:
    """Write down how a live page stands; None for a page that is not clinical or not live, which stands nowhere."""
    page = Page.objects.filter(pk=page_id, live=True, alias_of__isnull=True).specific().first()
    if not isinstance(page, MedicallyReviewedMixin):
        ReviewStanding.objects.filter(page_id=page_id).delete()
        return None
    digest = clinical_digest(page)
    review = covering_review(page, digest)
    is_covered = review is not None
    review = review or _last_review_of_what_was_live(page)
    before = ReviewStanding.objects.filter(page_id=page_id).first()
    values = {
        "review_id": review.pk if review else None,
        "live_digest": digest,
        "is_covered": is_covered,
        "next_due_on": review.next_due_on if review else None,
        "notes": [note.as_kept() for note in read_notes(page_id)],
        "lost_at": None if is_covered else (before and before.lost_at) or timezone.now(),
    }
    if before and before.review_id != values["review_id"]:
        values["reminded_at"] = None
    row, _created = ReviewStanding.objects.update_or_create(page_id=page_id, defaults=values)
    return row


def draw_missing_standings() -> int:
    """Draw the standing of every live clinical page that has none: one made by code, or before this app was there."""
    missing = [
        pk
        for model in clinical_page_types()
        for pk in model.objects.filter(live=True, alias_of__isnull=True, review_standing__isnull=True).values_list(
            "pk", flat=True
        )
    ]
    for pk in missing:
        refresh_standing(pk)
    return len(missing)


def _last_review_of_what_was_live(page: Page) -> MedicalReview | None:
    """The last sign-off before the live text was published: one of a later draft says nothing about it."""
    reviews = MedicalReview.objects.approved_for(page)
    if page.last_published_at:
        reviews = reviews.filter(reviewed_at__lte=page.last_published_at)
    return reviews.first()
