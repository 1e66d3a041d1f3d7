"""Whose word a link carries: that a sign-off without a login comes from the person it names, and from no writer."""

from django.contrib.auth import get_user_model
from wagtail.models import Page, Revision

from clinicsite.people.models import TeamMemberPage
from clinicsite.review.actions.reviewing import last_editors
from clinicsite.review.errors import LinkOfWriter, ReviewerUnreachable, SignOffNotHeld
from clinicsite.review.models import DraftLink, MedicallyReviewedMixin
from clinicsite.review.permissions import can_sign_off


def refuse_invitation(*, page: Page, revision: Revision, person: TeamMemberPage, user) -> None:
    """Nobody is asked in vain. Raises ReviewerUnreachable, SignOffNotHeld, LinkOfWriter."""
    if not person.review_address:
        raise ReviewerUnreachable(person.pk)
    if signs_off(page, person):
        _refuse_account(person)
        _refuse_writers(revision, made_by_id=user.pk, address=person.review_address)


def refuse_sign_off(link: DraftLink, revision: Revision) -> None:
    """The same once more at the moment of signing, from what holds by now. Raises as refuse_invitation does."""
    person = link.reviewer_page
    if not link.address or person.review_address.casefold() != link.address.casefold():
        raise ReviewerUnreachable(person.pk)
    _refuse_account(person)
    _refuse_writers(revision, made_by_id=link.made_by_id, address=link.address)


def signs_off(page: Page, person: TeamMemberPage | None) -> bool:
    """True where an approval signs the page: by a member of the team, on a page under medical review."""
    return person is not None and issubclass(page.specific_class, MedicallyReviewedMixin)


def _refuse_account(person: TeamMemberPage) -> None:
    if person.user is not None and not can_sign_off(person.user):
        raise SignOffNotHeld(person.pk)


def _refuse_writers(revision: Revision, *, made_by_id: int | None, address: str) -> None:
    """A writer who sends the link, or opens its mail, would sign their own text in another person's name."""
    draft = revision.as_object()
    readers = get_user_model().objects.filter(email__iexact=address).values_list("pk", flat=True)
    involved = {made_by_id, *readers}
    author = draft.author if draft.author_id else None
    writers = last_editors(draft, revision) | ({author.user_id} if author and author.user_id else set())
    is_authors_address = author is not None and author.review_address.casefold() == address.casefold()
    if involved & writers or is_authors_address:
        raise LinkOfWriter(revision.pk)
