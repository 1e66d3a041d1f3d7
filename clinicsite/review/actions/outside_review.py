"""A review by somebody without a login, from the invitation to the answer."""

import datetime
import secrets
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from clinicsite.background.mail import call_back
from clinicsite.core.sealing import seal
from clinicsite.people.models import TeamMemberPage
from clinicsite.review import letters
from clinicsite.review.actions.entitlement import refuse_invitation, refuse_sign_off, signs_off
from clinicsite.review.actions.reviewing import record_review
from clinicsite.review.clinical_content import clinical_digest
from clinicsite.review.errors import LinkClosed, LinkUnknown, NotAllowed, NothingSaid, NothingToReview, OpinionOnly
from clinicsite.review.models import (
    DraftLink,
    DraftLinkVisit,
    LinkOutcome,
    LinkState,
    OutsideComment,
    token_digest,
)
from clinicsite.review.permissions import can_make_links, can_see_links

TOKEN_BYTES = 32
LONGEST_TOKEN = 100
MOST_COMMENTS = 200
ADDRESS_KEPT = datetime.timedelta(days=30)
ABOUT = "draft-link"


@dataclass(frozen=True)
class Invitation:
    """Whom to ask, and until when the link works. Name and address are of somebody outside the team."""

    reviewer_page: TeamMemberPage | None
    name: str
    credentials: str
    email: str
    days: int
    message: str = ""


@dataclass(frozen=True)
class Words:
    """A comment on one section, or on the page as a whole where `section` is empty."""

    text: str
    section: str = ""
    title: str = ""


@dataclass(frozen=True)
class Answer:
    """What a reviewer sends: comments, and a decision or none."""

    comments: list[Words] = field(default_factory=list)
    outcome: str = ""
    credentials: str = ""
    evidence_checked_on: datetime.date | None = None


@transaction.atomic
def invite_reviewer(*, page: Page, invitation: Invitation, user) -> tuple[DraftLink, str]:
    """Make a link to the latest revision of a page and mail it. Returns it with its token, which is stored nowhere.

    A member of the team gets it at the address kept for them and at no other. Raises NotAllowed, NothingToReview,
    ReviewerUnreachable, SignOffNotHeld, LinkOfWriter, and ValidationError for an address that could smuggle a line
    into the mail.
    """
    if not can_make_links(user, page):
        raise NotAllowed(page.pk)
    revision = page.get_latest_revision()
    if revision is None:
        raise NothingToReview(page.pk)
    person = invitation.reviewer_page
    if person is not None:
        refuse_invitation(page=page, revision=revision, person=person, user=user)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = DraftLink.objects.create(
        page_id=page.pk,
        revision=revision,
        revision_made_at=revision.created_at,
        text_digest=clinical_digest(revision.as_object()),
        token_digest=token_digest(token),
        reviewer_page=person,
        reviewer_name=person.full_name if person else invitation.name,
        reviewer_credentials=invitation.credentials,
        address_sealed=seal(person.review_address if person else invitation.email),
        message=invitation.message,
        made_by=user,
        expires_at=timezone.now() + datetime.timedelta(days=invitation.days),
    )
    letters.invitation(link, token, about=f"{ABOUT} {link.pk}")
    log(instance=page, action="review.make_draft_link", user=user, revision=revision, data={"link": link.pk})
    return link, token


def find_link(token: str) -> DraftLink:
    """The link that a token opens, whatever its state. One query. Raises LinkUnknown."""
    rows = DraftLink.objects.select_related("page__latest_revision", "made_by", "reviewer_page")
    link = rows.filter(token_digest=token_digest(token)).first() if len(token) <= LONGEST_TOKEN else None
    if link is None:
        raise LinkUnknown
    return link


def note_visit(link: DraftLink) -> None:
    """Keep that the link was opened, and when."""
    DraftLinkVisit.objects.create(link=link)


@transaction.atomic
def revoke_link(*, link: DraftLink, user) -> DraftLink:
    """End a link at once; a mail that has not gone yet is taken back. Raises NotAllowed."""
    if not can_see_links(user):
        raise NotAllowed(link.pk)
    link = DraftLink.objects.select_for_update().get(pk=link.pk)
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
        call_back(f"{ABOUT} {link.pk}")
        log(instance=link.page, action="review.revoke_draft_link", user=user, data={"link": link.pk})
    return link


@transaction.atomic
def receive_answer(*, link: DraftLink, answer: Answer) -> DraftLink:
    """Store a reviewer's comments and decision, and tell whoever asked.

    Raises LinkClosed, NothingSaid, OpinionOnly, for an approval ReviewerUnreachable, SignOffNotHeld and LinkOfWriter,
    and for a decision whatever record_review raises.
    """
    # The row is locked, so that two windows take turns; its page is read anew.
    rows = DraftLink.objects.select_for_update(of=("self",)).select_related("page__latest_revision", "reviewer_page")
    link = rows.get(pk=link.pk)
    if link.state != LinkState.OPEN:
        raise LinkClosed(link)
    if answer.outcome == LinkOutcome.APPROVED and link.reviewer_page is None:
        raise OpinionOnly(link.pk)
    said = [words for words in answer.comments if words.text.strip()]
    if not said and answer.outcome != LinkOutcome.APPROVED:
        raise NothingSaid(link.pk)
    if link.comments.count() + len(said) > MOST_COMMENTS:
        raise LinkClosed(link)
    OutsideComment.objects.bulk_create(
        OutsideComment(link=link, section=words.section, section_title=words.title[:255], text=words.text)
        for words in said
    )
    if answer.outcome:
        _decide(link, answer, said)
    log(
        instance=link.page,
        action="review.outside_answer",
        data={"link": link.pk, "outcome": answer.outcome, "comments": len(said)},
    )
    letters.reviewer_answered(link, comment_count=len(said))
    return link


def counts_as_sign_off(link: DraftLink) -> bool:
    """True where a decision by this link is a review of the page."""
    return signs_off(link.page, link.reviewer_page)


def _decide(link: DraftLink, answer: Answer, said: list[Words]) -> None:
    link.outcome = LinkOutcome(answer.outcome)
    link.answered_at = timezone.now()
    link.stated_credentials = answer.credentials
    link.evidence_checked_on = answer.evidence_checked_on
    if counts_as_sign_off(link):
        if link.outcome == LinkOutcome.APPROVED:
            refuse_sign_off(link, link.page.latest_revision)
        record_review(
            page=link.page,
            revision=link.page.latest_revision,
            outcome=link.outcome,
            evidence_checked_on=answer.evidence_checked_on,
            note="\n\n".join(f"{words.title}: {words.text}" if words.title else words.text for words in said),
            reviewer_page=link.reviewer_page,
        )
    link.save(update_fields=["outcome", "answered_at", "stated_credentials", "evidence_checked_on"])


def forget_addresses(now: datetime.datetime | None = None) -> int:
    """Erase the addresses and messages of links that ended a month ago. Returns how many there were."""
    before = (now or timezone.now()) - ADDRESS_KEPT
    ended = DraftLink.objects.filter(expires_at__lt=before) | DraftLink.objects.filter(revoked_at__lt=before)
    return ended.exclude(address_sealed="").update(address_sealed="", message="")
