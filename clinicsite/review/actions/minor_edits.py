"""Keeping a sign-off through an edit that changes no clinical meaning, and looking at some of them again."""

import random

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from clinicsite.review.actions.standing import covering_review, digests_covered_by, refresh_standing
from clinicsite.review.clinical_content import clinical_content, clinical_digest
from clinicsite.review.errors import (
    AlreadyReviewed,
    MissingReason,
    NotAllowed,
    NothingToKeep,
    NotMinor,
    RevisionOutdated,
)
from clinicsite.review.models import MedicalReview, MinorEdit, ReviewSettings, UnreviewedPublication, Verdict
from clinicsite.review.permissions import can_check_minor_edits, can_declare_minor_edit
from clinicsite.review.small_changes import reasons_against


@transaction.atomic
def declare_minor_edit(
    *, page: Page, revision: Revision, reason: str, user, chance: random.Random | None = None
) -> MinorEdit:
    """Keep the last sign-off for the text of the latest revision; one in so many is sampled for a second look.

    Raises NotAllowed, MissingReason, RevisionOutdated, NothingToKeep, NotMinor.
    """
    if not can_declare_minor_edit(user):
        raise NotAllowed(page.pk)
    if not reason.strip():
        raise MissingReason(page.pk)
    latest = Page.objects.select_for_update().values_list("latest_revision_id", flat=True).get(pk=page.pk)
    if latest != revision.pk:
        raise RevisionOutdated(revision.pk)
    draft = revision.as_object()
    digest = clinical_digest(draft)
    review = sign_off_to_keep(draft, digest)
    _refuse_more_than_minor(draft, review)
    edit = MinorEdit.objects.create(
        page_id=page.pk, page_key=page.pk, page_title=draft.title, review=review, revision=revision,
        reason=reason.strip(), from_digest=_from_digest(review), to_digest=digest,
        declared_by=user, declared_by_name=user.get_full_name() or user.get_username(),
        is_sampled=_is_sampled(draft, chance or random.SystemRandom()),
    )  # fmt: skip
    log(
        instance=draft, action="review.declare_minor_edit", user=user, revision=revision,
        data={"reason": edit.reason, "from": edit.from_digest, "to": digest, "is_sampled": edit.is_sampled},
    )  # fmt: skip
    refresh_standing(page.pk)
    return edit


def sign_off_to_keep(page: Page, digest: str) -> MedicalReview:
    """The last sign-off of a page, if a text is not covered by one. Raises NothingToKeep."""
    review = MedicalReview.objects.approved_for(page).first()
    if review is None or covering_review(page, digest):
        raise NothingToKeep(page.pk)
    return review


def _refuse_more_than_minor(draft: Page, review: MedicalReview) -> None:
    """Compared with what was signed, not with the last minor edit: many small steps are no way around a review."""
    if _is_live_unsigned(draft, review):
        raise NotMinor(draft, [_("What readers see now, or saw last, was published without a sign-off.")])
    signed = _signed_text(draft, review)
    if signed is None:
        words = _(
            "The text that was signed is no longer there to compare with: it, or a source or text in it, changed."
        )
        raise NotMinor(draft, [words])
    reasons = reasons_against(clinical_content(signed), clinical_content(draft))
    if reasons:
        raise NotMinor(draft, reasons)


def _live_text(page: Page) -> Page | None:
    return Page.objects.filter(pk=page.pk, live=True).specific().first()


def _is_live_unsigned(page: Page, review: MedicalReview) -> bool:
    """True where a text went to readers unsigned after the sign-off that is to be kept."""
    live = _live_text(page)
    if live is None:
        return UnreviewedPublication.objects.filter(page_id=page.pk, published_at__gt=review.reviewed_at).exists()
    is_newer = live.last_published_at is not None and live.last_published_at > review.reviewed_at
    return is_newer and covering_review(live, clinical_digest(live)) is None


def _signed_text(page: Page, review: MedicalReview) -> Page | None:
    """The text that was signed. A revision can be purged or written over; then the live text may still be it."""
    kept = (review.revision.as_object() if review.revision else None, _live_text(page))
    return next((text for text in kept if text and clinical_digest(text) == review.clinical_digest), None)


def _from_digest(review: MedicalReview) -> str:
    """The newest text that the sign-off covers so far."""
    covered = digests_covered_by(review)
    last = MinorEdit.objects.filter(review=review, to_digest__in=covered).standing().last()
    return last.to_digest if last else review.clinical_digest


def _is_sampled(draft: Page, chance: random.Random) -> bool:
    site = draft.get_site()
    return chance.randrange(ReviewSettings.for_site(site).second_look_of if site else 1) == 0


@transaction.atomic
def check_minor_edit(*, edit: MinorEdit, verdict: str, user, note: str = "") -> MinorEdit:
    """Take the second look at a sampled edit: if it was clinical, the sign-off ends at it.

    Raises NotAllowed, also for whoever declared it, MissingReason for a clinical one without a note, AlreadyReviewed.
    """
    verdict = Verdict(verdict)
    if not can_check_minor_edits(user) or edit.declared_by_id == user.pk or verdict == Verdict.UNCHECKED:
        raise NotAllowed(edit.pk)
    if verdict == Verdict.CLINICAL and not note.strip():
        raise MissingReason(edit.pk)
    waiting = MinorEdit.objects.awaiting_a_second_look().filter(pk=edit.pk)
    values = {"verdict": verdict, "verdict_note": note.strip(), "checked_by": user, "checked_at": timezone.now()}
    if not waiting.update(**values):
        raise AlreadyReviewed(edit.pk)
    edit.refresh_from_db()
    if edit.page_id:
        log(
            instance=edit.page.specific, action="review.check_minor_edit", user=user,
            data={"verdict": str(verdict.label), "reason": edit.verdict_note or edit.reason},
        )  # fmt: skip
        refresh_standing(edit.page_id)
    return edit
