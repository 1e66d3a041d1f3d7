"""A way to one revision of a page for a reviewer without a login."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from clinicsite.core.sealing import digest, unseal
from clinicsite.review.clinical_content import clinical_digest
from clinicsite.review.trust_querysets import DraftLinkQuerySet

COMMENT_LENGTH = 5000


class LinkState(models.TextChoices):
    """What a link is good for."""

    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered")
    SUPERSEDED = "superseded", _("Superseded: the page was changed since")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")


class LinkOutcome(models.TextChoices):
    """What the reviewer decided."""

    APPROVED = "approved", _("Approved")
    CHANGES_REQUESTED = "changes_requested", _("Asked for changes")


class DraftLink(models.Model):
    """Who may read which revision until when. The token itself is in the mail only; here is what it is known by."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="draft_links")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    # Opening a page in the editor saves it again, in the same revision or in another: the words tell versions apart.
    revision_made_at = models.DateTimeField()
    text_digest = models.CharField(max_length=64)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    reviewer_page = models.ForeignKey(
        "people.TeamMemberPage", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("reviewer")
    )
    reviewer_name = models.CharField(_("reviewer's name"), max_length=255)
    reviewer_credentials = models.CharField(_("credentials"), max_length=300, blank=True)
    address_sealed = models.TextField(blank=True)
    message = models.TextField(_("message"), max_length=1000, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=LinkOutcome.choices, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    stated_credentials = models.CharField(_("credentials as stated"), max_length=300, blank=True)
    evidence_checked_on = models.DateField(_("evidence checked on"), null=True)

    objects = DraftLinkQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("link for an outside reviewer")
        verbose_name_plural = _("links for outside reviewers")
        default_permissions = ()
        permissions = [("make_draftlink", _("Can invite reviewers without a login"))]
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["page", "-made_at"], name="draft_link_of_page")]

    def __str__(self):
        return f"{self.reviewer_name}, {timezone.localdate(self.made_at).isoformat()}"

    @property
    def address(self) -> str:
        """Where the link was mailed. Raises CannotOpen."""
        return unseal(self.address_sealed)

    @property
    def state(self) -> LinkState:
        """What holds now."""
        if self.revoked_at:
            return LinkState.REVOKED
        if self.expires_at <= timezone.now():
            return LinkState.EXPIRED
        if self.outcome:
            return LinkState.ANSWERED
        return LinkState.OPEN if self.is_current else LinkState.SUPERSEDED

    @property
    def state_label(self) -> str:
        """The state in words."""
        return self.state.label

    @cached_property
    def is_current(self) -> bool:
        """True while the latest revision of the page says what was sent. Read along page__latest_revision for lists."""
        latest = self.page.latest_revision
        if latest is None:
            return False
        if latest.pk == self.revision_id and latest.created_at == self.revision_made_at:
            return True
        return clinical_digest(latest.as_object()) == self.text_digest

    @property
    def may_be_revoked(self) -> bool:
        """True where revoking would change anything."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    def lasts(self) -> datetime.timedelta:
        """From its making to its end."""
        return self.expires_at - self.made_at


class DraftLinkVisit(models.Model):
    """That a link was opened, and when. Nothing of whoever opened it is kept."""

    link = models.ForeignKey(DraftLink, on_delete=models.CASCADE, related_name="visits")
    seen_at = models.DateTimeField(_("opened"), default=timezone.now)

    class Meta:
        verbose_name = _("visit")
        default_permissions = ()
        ordering = ["-seen_at"]

    def __str__(self):
        return f"{self.link_id}: {self.seen_at.isoformat()}"


class OutsideComment(models.Model):
    """What a reviewer without a login says of a draft, as a whole or of one section."""

    link = models.ForeignKey(DraftLink, on_delete=models.CASCADE, related_name="comments")
    # The section block's id; empty for the page as a whole.
    section = models.CharField(max_length=64, blank=True)
    section_title = models.CharField(_("section"), max_length=255, blank=True)
    text = models.TextField(_("comment"), max_length=COMMENT_LENGTH)
    made_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("outside reviewer's comment")
        verbose_name_plural = _("outside reviewers' comments")
        default_permissions = ()
        ordering = ["made_at", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="outside_comment_has_a_text")]

    def __str__(self):
        return f"{self.link_id}: {self.section_title or '-'}"


def token_digest(token: str) -> str:
    """What a link is known by."""
    return digest("draft-link", token)
