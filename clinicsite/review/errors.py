"""What can go wrong when somebody decides about claims, reviews and publication."""


class ReviewError(Exception):
    """A decision that was refused."""


class NotAllowed(ReviewError):
    """The person may not do this."""


class UnknownRule(ReviewError):
    """No shipped rule has this name."""


class MissingReason(ReviewError):
    """A decision without a reason."""


class ExpiryTooFar(ReviewError):
    """An override that would outlive a year, or that has expired already."""


class NotClinical(ReviewError):
    """The page is of a type that is not reviewed."""


class ReviewerUnknown(ReviewError):
    """The account belongs to no published member of the team."""


class CredentialMissing(ReviewError):
    """The reviewer has no credential with an issuer and a number."""


class CredentialExpired(ReviewError):
    """Every credential of the reviewer has expired."""


class ReviewerIsAuthor(ReviewError):
    """Nobody reviews an article of their own."""


class ReviewerIsEditor(ReviewError):
    """Nobody reviews their own last changes."""


class RevisionOutdated(ReviewError):
    """The text was changed after the reviewer opened it."""


class AlreadyReviewed(ReviewError):
    """This revision has been signed off already, or its review has ended."""


class EvidenceDateMissing(ReviewError):
    """A sign-off says when the evidence was checked, and that day is not in the future."""


class MissingNote(ReviewError):
    """Whoever asks for changes says which."""


class ReviewIsFinal(ReviewError):
    """A recorded review is never changed and never deleted."""


class NothingToKeep(ReviewError):
    """A minor edit keeps a sign-off: there is none, or the text has not changed since."""


class NotMinor(ReviewError):
    """The change is too much for a minor edit. `reasons` say why, in words for the editor."""

    def __init__(self, page, reasons):
        super().__init__(page.pk)
        self.page, self.reasons = page, reasons


class PublicationRefused(ReviewError):
    """A page may not be published as it is. `problems` say why, block by block."""

    def __init__(self, page, problems):
        super().__init__(page.pk)
        self.page, self.problems = page, problems


class NotReadyForReview(PublicationRefused):
    """A page goes to its reviewer when nothing else is left to mend. `problems` say what is."""


class NoteIsFinal(ReviewError):
    """A correction or change note is never changed and never deleted."""


class NotTruthfulEnough(ReviewError):
    """A text for readers makes a claim that may not be published. `findings` say which words."""

    def __init__(self, findings):
        super().__init__(len(findings))
        self.findings = findings


class NeverPublic(ReviewError):
    """The earlier revision was never read by the public, so no note may show it."""


class NothingToReview(ReviewError):
    """The page has no revision that somebody could read."""


class LinkUnknown(ReviewError):
    """No link has this token."""


class LinkClosed(ReviewError):
    """The link was revoked, has expired, was answered, or its revision is no longer the latest."""

    def __init__(self, link):
        super().__init__(link.pk)
        self.link, self.state = link, link.state


class ReviewerUnreachable(ReviewError):
    """No address is kept for a member of the team, or the link went to another one than is kept now."""


class SignOffNotHeld(ReviewError):
    """The reviewer's account may not sign off pages."""


class LinkOfWriter(ReviewError):
    """Whoever sent the link, or reads its mail, is the author or changed the text last."""


class OpinionOnly(ReviewError):
    """Somebody outside the team comments and asks for changes, and approves nothing."""


class NothingSaid(ReviewError):
    """An answer without a word."""


class ChangedMeanwhile(ReviewError):
    """Somebody else has worked on it since the screen was opened."""


class NoAddress(ReviewError):
    """The report came without an address, or the address was erased."""
