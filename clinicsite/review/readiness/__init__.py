"""Whether a page may be published, sign-off aside: people, content and pictures. Reads, and never writes."""

from wagtail.models import Page

from clinicsite.review.models import MedicallyReviewedMixin
from clinicsite.review.readiness.completeness import completeness_problems
from clinicsite.review.readiness.content import any_content_problems, content_problems
from clinicsite.review.readiness.media import media_problems
from clinicsite.review.readiness.people import people_problems
from clinicsite.review.readiness.problem import Problem
from clinicsite.review.readiness.sample_data import sample_data_problems

__all__ = [
    "Problem",
    "completeness_problems",
    "content_problems",
    "media_problems",
    "people_problems",
    "problems_of",
]


def problems_of(page: Page) -> list[Problem]:
    """Everything to mend on a page as it stands in memory, invented pages first, then the people.

    No place is named twice for one fault.
    """
    if isinstance(page, MedicallyReviewedMixin):
        people, content = people_problems(page), content_problems(page)
    else:
        people, content = [], any_content_problems(page)
    media = media_problems(page)
    named = {problem.path for problem in [*people, *content, *media] if problem.is_blocking}
    incomplete = [problem for problem in completeness_problems(page) if problem.path not in named]
    return [*sample_data_problems(page), *people, *incomplete, *content, *media]
