"""What somebody is told whose decision was refused, and what they can do about it."""

from django.utils.translation import gettext_lazy as _

from clinicsite.review import errors

GENERAL = _("This was refused.")
WORDS = {
    errors.NotAllowed: _("Your account may not do this."),
    errors.MissingReason: _("Give a reason."),
    errors.MissingNote: _("Say what should change."),
    errors.NotClinical: _("Pages of this kind are not medically reviewed."),
    errors.ReviewerUnknown: _(
        "Your account belongs to no published team page, so nothing was signed. An administrator can link one."
    ),
    errors.CredentialMissing: _(
        "Your team page has no credential with an issuer and a number, so nothing was signed. Add one first."
    ),
    errors.CredentialExpired: _("Your credentials have expired, so nothing was signed. Update your team page first."),
    errors.ReviewerIsAuthor: _("You are the author. Somebody else has to review this page."),
    errors.ReviewerIsEditor: _("You changed this text last. Somebody else has to review it."),
    errors.RevisionOutdated: _(
        "The text was changed after it was sent to you. Nothing was signed. Look at the newest version, then decide."
    ),
    errors.AlreadyReviewed: _("This was decided already, perhaps in another window. Nothing was recorded twice."),
    errors.EvidenceDateMissing: _("Say when the evidence was checked: today or earlier."),
    errors.NothingToKeep: _("There is no sign-off to keep, or the text is covered by one already."),
    errors.NotMinor: _("This is no minor edit. Send the text to review."),
    errors.PublicationRefused: _("Not published. Your changes are saved as a draft. First:"),
    errors.NotReadyForReview: _("Not sent on: a text that is signed must not have to change afterwards. First:"),
}


def words_of(error: errors.ReviewError) -> str:
    """The sentence for an error."""
    return next((WORDS[kind] for kind in type(error).__mro__ if kind in WORDS), GENERAL)
