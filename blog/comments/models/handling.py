"""What moderators put beside a comment for each other, and how each arranges the desk."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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

    class Meta:
        verbose_name = _("saved view")
        default_permissions = ()
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="comment_view_name_once")]

    def __str__(self):
        return self.name
