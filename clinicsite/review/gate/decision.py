"""Whether a text of a page may be published."""

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from clinicsite.core.models import BasePage
from clinicsite.review.actions.standing import covering_review
from clinicsite.review.clinical_content import clinical_digest
from clinicsite.review.errors import PublicationRefused
from clinicsite.review.models import MedicallyReviewedMixin, MedicalReview, UnreviewedPublication
from clinicsite.review.readiness import Problem, problems_of

NEVER_REVIEWED, REVIEW_LOST = "review-missing", "review-lost"
SIGN_OFF_CODES = frozenset({NEVER_REVIEWED, REVIEW_LOST})


def blocking_problems(draft: Page, revision: Revision | None = None) -> list[Problem]:
    """Everything that keeps a draft back, a missing sign-off last. `revision`, where one is about to be published, may
    have leave to go without."""
    if not isinstance(draft, BasePage):
        return []
    problems = [problem for problem in problems_of(draft) if problem.is_blocking]
    missing = sign_off_problem(draft, revision) if isinstance(draft, MedicallyReviewedMixin) else None
    return [*problems, missing] if missing else problems


def sign_off_problem(draft: Page, revision: Revision | None = None) -> Problem | None:
    """None where a sign-off covers the text, or somebody took the publication of this revision on themselves."""
    digest = clinical_digest(draft)
    if covering_review(draft, digest) or (revision and has_leave(revision, digest)):
        return None
    last = MedicalReview.objects.approved_for(draft).first()
    if last is None:
        return Problem(NEVER_REVIEWED, _("No medical reviewer has signed this text off."), "")
    words = _("The text was changed after %(name)s signed it off. It needs another review.")
    return Problem(REVIEW_LOST, words % {"name": last.reviewer_name}, "")


def has_leave(revision: Revision, digest: str) -> bool:
    """True where somebody with the permission lets this revision, its text unchanged, go live once unsigned."""
    return UnreviewedPublication.objects.open_for(revision).filter(clinical_digest=digest).exists()


def refuse_unready(draft: Page, revision: Revision | None = None) -> None:
    """Raises PublicationRefused."""
    problems = blocking_problems(draft, revision)
    if problems:
        raise PublicationRefused(draft, problems)
