"""What readers are told about the review of a page."""

from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import Page

from clinicsite.review.actions.standing import covering_review
from clinicsite.review.clinical_content import clinical_digest
from clinicsite.review.models import MedicalReview, ReviewSettings, ReviewStanding, ReviewState


@dataclass(frozen=True)
class ReviewFacts:
    """One page at one moment. `settings` is None where nothing in them makes a difference."""

    review: MedicalReview | None
    state: ReviewState
    settings: ReviewSettings | None = None

    @property
    def is_edited(self) -> bool:
        """True where the text is not the one that was signed."""
        return self.state == ReviewState.EDITED

    @property
    def is_overdue(self) -> bool:
        """True where the text is the one that was signed, too long ago."""
        return self.state == ReviewState.OVERDUE

    @property
    def shows_banner(self) -> bool:
        """Above the text."""
        return self.is_overdue and bool(self.settings and self.settings.shows_banner)

    @property
    def is_hidden(self) -> bool:
        """True where search engines are asked to leave the page out."""
        if self.settings is None:
            return False
        if self.state == ReviewState.NEVER:
            return self.settings.hides_unreviewed
        return self.is_overdue and self.settings.hides_overdue


def facts_for(page: Page, request=None) -> ReviewFacts:
    """The facts about a page, kept on it. One query, and one for settings where nobody signed or it is overdue."""
    if not hasattr(page, "_review_facts"):
        page._review_facts = _facts(page, request)
    return page._review_facts


def _facts(page: Page, request) -> ReviewFacts:
    is_preview = getattr(request, "is_preview", False)
    standing = _standing_of_draft(page) if is_preview else page.standing
    review, today = standing.review, timezone.localdate()
    state = standing.state(today)
    needs_settings = state in (ReviewState.NEVER, ReviewState.OVERDUE)
    site = page.get_site() if needs_settings else None
    settings = ReviewSettings.objects.filter(site=site).first() or ReviewSettings(site=site) if site else None
    return ReviewFacts(review, state, settings)


def _standing_of_draft(page: Page) -> ReviewStanding:
    """A preview shows what readers would be told of the draft."""
    review = covering_review(page, clinical_digest(page))
    last = review or MedicalReview.objects.approved_for(page).first()
    due = last.next_due_on if last else None
    return ReviewStanding(page_id=page.pk, review=last, is_covered=review is not None, next_due_on=due)
