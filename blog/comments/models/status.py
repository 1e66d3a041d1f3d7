"""The states of a comment, and the reasons for which one may be refused."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommentStatus(models.TextChoices):
    """Where a comment stands. Readers see the text of approved ones only."""

    PENDING = "pending", _("Waiting")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    SPAM = "spam", _("Spam")
    WITHDRAWN = "withdrawn", _("Withdrawn by its writer")
    REMOVED = "removed", _("Removed")

    def may_become(self, other: "CommentStatus") -> bool:
        """True where a person may take a comment from this state to the other one."""
        return other in _NEXT[self]

    def may_be_made_by_writer(self, other: "CommentStatus") -> bool:
        """True where the comment's own writer may take it from this state to the other one."""
        return other in _NEXT_BY_WRITER[self]


_NEXT = {
    CommentStatus.PENDING: {CommentStatus.APPROVED, CommentStatus.REJECTED, CommentStatus.SPAM},
    CommentStatus.APPROVED: {CommentStatus.REMOVED, CommentStatus.SPAM},
    CommentStatus.REJECTED: {CommentStatus.APPROVED, CommentStatus.SPAM},
    CommentStatus.SPAM: {CommentStatus.APPROVED, CommentStatus.REJECTED},
    CommentStatus.WITHDRAWN: set(),
    CommentStatus.REMOVED: {CommentStatus.APPROVED, CommentStatus.SPAM},
}

# What a comment's own writer may do with it: take it back, or send a refused one again.
_NEXT_BY_WRITER = {
    CommentStatus.PENDING: {CommentStatus.WITHDRAWN},
    CommentStatus.APPROVED: {CommentStatus.WITHDRAWN},
    CommentStatus.REJECTED: {CommentStatus.WITHDRAWN, CommentStatus.PENDING},
    CommentStatus.SPAM: {CommentStatus.WITHDRAWN},
    CommentStatus.WITHDRAWN: set(),
    CommentStatus.REMOVED: {CommentStatus.WITHDRAWN, CommentStatus.PENDING},
}

REFUSED = (CommentStatus.REJECTED, CommentStatus.REMOVED)


class RefusalReason(models.TextChoices):
    """Why a comment is refused. The list is closed: disagreement and criticism are no reasons."""

    IDENTIFIES_PERSON = "identifies-person", _("Identifies a person")
    SALE = "sale", _("Sale or sourcing")
    DOSE = "dose", _("Dose or method detail")
    ABUSE = "abuse", _("Threat or abuse")
    SPAM = "spam", _("Spam")
    UNLAWFUL = "unlawful", _("Unlawful")
    SELF_HARM_DETAIL = "self-harm-detail", _("Self-harm detail")
    UNDER_18 = "under-18", _("Writer is under 18")
    OFF_TOPIC = "off-topic", _("Off topic")
    DUPLICATE = "duplicate", _("Duplicate")

    @property
    def public_sentence(self) -> str:
        """What readers see in place of a removed comment. Says nothing that would point at a person."""
        return _PUBLIC_SENTENCES.get(self, _("Removed by a moderator."))


_PUBLIC_SENTENCES = {
    RefusalReason.IDENTIFIES_PERSON: _("Removed by a moderator because it could identify a person."),
    RefusalReason.SALE: _("Removed by a moderator because it offered or asked for medicines."),
    RefusalReason.DOSE: _("Removed by a moderator because it described a dose or how to take it."),
    RefusalReason.ABUSE: _("Removed by a moderator because it attacked somebody."),
    RefusalReason.OFF_TOPIC: _("Removed by a moderator because it was not about this page."),
    RefusalReason.DUPLICATE: _("Removed by a moderator because it was sent twice."),
}
