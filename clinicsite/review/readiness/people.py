"""Who wrote a page and who is to review it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from clinicsite.people.models import TeamMemberPage
from clinicsite.review.actions.reviewing import valid_credentials
from clinicsite.review.errors import CredentialExpired, CredentialMissing
from clinicsite.review.permissions import can_sign_off
from clinicsite.review.readiness.problem import Problem


def people_problems(page: Page) -> list[Problem]:
    """An author, and a reviewer who is somebody else, whose account may sign, with a credential that can."""
    return [*_author(page), *_reviewer(page)]


def _author(page: Page) -> Iterator[Problem]:
    if not page.author_id:
        yield Problem("author-missing", _("No author is named."), "author")


def _reviewer(page: Page) -> Iterator[Problem]:
    if not page.reviewer_id:
        yield Problem("reviewer-missing", _("No medical reviewer is named."), "reviewer")
        return
    if page.reviewer_id == page.author_id:
        yield Problem("reviewer-is-author", _("The medical reviewer is also the author."), "reviewer")
    person = TeamMemberPage.objects.live().select_related("user").filter(pk=page.reviewer_id).first()
    if person is None:
        yield Problem("reviewer-gone", _("The medical reviewer's team page is not published."), "reviewer")
        return
    if person.user_id and not can_sign_off(person.user):
        words = _("The account of %(name)s may not sign off clinical pages. Name somebody whose account may.")
        yield Problem("reviewer-may-not-sign", words % {"name": person.full_name}, "reviewer")
    try:
        valid_credentials(person)
    except CredentialMissing:
        words = _("%(name)s has no credential with an issuer and a number.")
        yield Problem("credential-missing", words % {"name": person.full_name}, "reviewer")
    except CredentialExpired:
        words = _("Every credential of %(name)s has expired.")
        yield Problem("credential-expired", words % {"name": person.full_name}, "reviewer")
