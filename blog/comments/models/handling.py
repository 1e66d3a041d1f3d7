"""What moderators put beside a comment for each other, how each arranges the desk, and what an undo needs."""

import json

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinicsite.core.sealing import seal, unseal


class CommentNote(models.Model):
    """A moderator's note on a comment, never shown to readers."""

    comment = models.ForeignKey("comments.Comment", on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    by_name = models.CharField(_("name of the person"), max_length=150)
    at = models.DateTimeField(_("at"), default=timezone.now)
    text = models.TextField(_("note"), max_length=1000)

    class Meta:
        verbose_name = _("note")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class SavedView(models.Model):
    """A search and filters of the desk that a moderator keeps under a name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="comment_views")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("search and filters"), max_length=500)
    is_default = models.BooleanField(_("opens with the desk"), default=False)

    class Meta:
        verbose_name = _("saved view")
        default_permissions = ()
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="comment_view_name_once"),
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(is_default=True), name="comment_view_one_default"
            ),
        ]

    def __str__(self):
        return self.name


class UndoStep(models.Model):
    """How a comment stood before its latest decision. Sealed, because that may be a text; gone after a few minutes."""

    comment = models.OneToOneField("comments.Comment", on_delete=models.CASCADE, related_name="undo_step")
    change = models.ForeignKey("comments.CommentStatusChange", on_delete=models.CASCADE, related_name="+")
    values_sealed = models.TextField()
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("state before a decision")
        default_permissions = ()

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @staticmethod
    def sealed(values: dict) -> str:
        """Values of Comment's columns, sealed."""
        return seal(json.dumps(values))

    @property
    def values(self) -> dict:
        """The values that were sealed. Raises clinicsite.core.sealing.CannotOpen."""
        return json.loads(unseal(self.values_sealed))
