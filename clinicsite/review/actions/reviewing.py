"""Recording what a medical reviewer decided. The one place that writes a MedicalReview."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from clinicsite.people.models import TeamMemberPage
from clinicsite.review.actions.standing import refresh_standing
from clinicsite.review.actions.versions import versions_at_hand
from clinicsite.review.cadence import months_later
from clinicsite.review.clinical_content import clinical_digest
from clinicsite.review.errors import (
    AlreadyReviewed,
    CredentialExpired,
    CredentialMissing,
    EvidenceDateMissing,
    MissingNote,
    NotClinical,
    ReviewerIsAuthor,
    ReviewerIsEditor,
    ReviewerUnknown,
    RevisionOutdated,
)
from clinicsite.review.models import MedicallyReviewedMixin, MedicalReview, Outcome, ReviewSettings

# How many revisions of the same text are walked back to find who wrote it.
MOST_REVISIONS_BACK = 40


@transaction.atomic
def record_review(
    *,
    page: Page,
    revision: Revision,
    outcome: str,
    evidence_checked_on: datetime.date | None,
    note: str = "",
    reviewer=None,
    reviewer_page: TeamMemberPage | None = None,
    sent: Revision | None = None,
) -> MedicalReview:
    """Record a judgment of the latest revision of a page, by an account or, for somebody without, by a team page.

    `sent` is the revision that was put before the reviewer. Where its clinical text is the same, its editor counts: the
    page editor saves a revision with every signature given in it, and that is no edit.
    Raises NotClinical, RevisionOutdated, ReviewerUnknown, CredentialMissing, CredentialExpired, ReviewerIsAuthor,
    ReviewerIsEditor, EvidenceDateMissing, MissingNote, AlreadyReviewed.
    """
    outcome = Outcome(outcome)
    draft = _latest_draft(page, revision)
    person = team_page_of(reviewer, reviewer_page)
    credentials = valid_credentials(person)
    is_same_text = sent is not None and clinical_digest(sent.as_object()) == clinical_digest(draft)
    refuse_own_work(draft, sent if is_same_text else revision, person=person, reviewer=reviewer)
    _refuse_incomplete(outcome, evidence_checked_on, note)
    row = MedicalReview(
        page_id=page.pk, page_key=page.pk, page_title=draft.title, revision=revision, revision_key=revision.pk,
        reviewer=reviewer, reviewer_page=person, reviewer_name=person.full_name,
        reviewer_credentials="\n".join(credentials), outcome=outcome, evidence_checked_on=evidence_checked_on,
        next_due_on=months_later(clinic_today(), _months_for(draft)) if outcome == Outcome.APPROVED else None,
        note=note.strip(), clinical_digest=clinical_digest(draft), is_sample=draft.is_sample, **versions_at_hand(draft),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyReviewed(revision.pk) from error
    _log(draft, row, reviewer)
    refresh_standing(page.pk)
    return row


def clinic_today() -> datetime.date:
    """The day at the clinic, whatever time zone the person who signs has chosen for the admin."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def _refuse_incomplete(outcome: Outcome, evidence_checked_on: datetime.date | None, note: str) -> None:
    if outcome == Outcome.APPROVED:
        # Where the reviewer is, today may have begun earlier than at the clinic.
        if evidence_checked_on is None or evidence_checked_on > max(timezone.localdate(), clinic_today()):
            raise EvidenceDateMissing(evidence_checked_on)
    elif not note.strip():
        raise MissingNote(outcome)


def _latest_draft(page: Page, revision: Revision) -> Page:
    """The page as the revision has it. The page's row stays locked, so that two windows take turns."""
    latest = Page.objects.select_for_update().values_list("latest_revision_id", flat=True).get(pk=page.pk)
    if latest != revision.pk or str(revision.object_id) != str(page.pk):
        raise RevisionOutdated(revision.pk)
    # Written anew: an autosave may have replaced the content of the revision that the caller holds.
    revision.refresh_from_db()
    draft = revision.as_object()
    if not isinstance(draft, MedicallyReviewedMixin):
        raise NotClinical(page.pk)
    return draft


def team_page_of(reviewer, reviewer_page: TeamMemberPage | None = None) -> TeamMemberPage:
    """The published team page of a reviewer. Raises ReviewerUnknown."""
    people = TeamMemberPage.objects.live()
    if reviewer_page is not None:
        person = people.filter(pk=reviewer_page.pk).first()
        is_other = person is not None and reviewer is not None and person.user_id != reviewer.pk
    else:
        person = people.filter(user_id=reviewer.pk).first() if reviewer is not None and reviewer.is_active else None
        is_other = False
    if person is None or is_other:
        raise ReviewerUnknown(getattr(reviewer, "pk", None))
    return person


def valid_credentials(person: TeamMemberPage) -> list[str]:
    """A line for each credential that can sign. Raises CredentialMissing, CredentialExpired."""
    complete = [row for row in person.credentials.all() if row.issuer.strip() and row.number.strip()]
    if not complete:
        raise CredentialMissing(person.pk)
    valid = [row for row in complete if not row.is_expired]
    if not valid:
        raise CredentialExpired(person.pk)
    return [f"{row.title}, {row.issuer} ({_number_and_expiry(row)})" for row in valid]


def _number_and_expiry(row) -> str:
    words = _("%(number)s, valid until %(day)s") if row.expires_on else "%(number)s"
    return str(words) % {"number": row.number, "day": row.expires_on}


def refuse_own_work(draft: Page, revision: Revision, *, person: TeamMemberPage, reviewer) -> None:
    """Nobody reviews what they wrote or changed last. Raises ReviewerIsAuthor, ReviewerIsEditor."""
    accounts = {pk for pk in (person.user_id, getattr(reviewer, "pk", None)) if pk}
    author_account = draft.author.user_id if draft.author_id and draft.author else None
    if draft.author_id == person.pk or (author_account and author_account in accounts):
        raise ReviewerIsAuthor(person.pk)
    if accounts & last_editors(draft, revision):
        raise ReviewerIsEditor(person.pk)


def last_editors(draft: Page, revision: Revision) -> set[int]:
    """Accounts of whoever saved a revision last and of whoever last changed its clinical text.

    They differ where somebody saved a text of others again, as a submission does.
    """
    digest, writer = clinical_digest(draft), revision.user_id
    earlier = draft.revisions.filter(pk__lt=revision.pk).order_by("-pk")
    for row in earlier[:MOST_REVISIONS_BACK]:
        if clinical_digest(row.as_object()) != digest:
            break
        writer = row.user_id
    return {pk for pk in (revision.user_id, writer) if pk}


def _months_for(draft: Page) -> int:
    site = draft.get_site()
    settings = ReviewSettings.for_site(site) if site else ReviewSettings()
    return settings.months_for(type(draft)) if site else settings.months


def _log(draft: Page, row: MedicalReview, reviewer) -> None:
    log(
        instance=draft,
        action="review.sign_off" if row.is_approval else "review.request_changes",
        user=reviewer,
        revision=row.revision,
        data={"reviewer": row.reviewer_name, "note": row.note, "review": row.pk},
    )
