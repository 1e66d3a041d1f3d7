"""What was changed on a page, for its readers."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinicsite.review.errors import NoteIsFinal
from clinicsite.review.trust_querysets import ChangeNoteQuerySet

NOTE_LENGTH = 600


class NoteKind(models.TextChoices):
    """Whether something was wrong."""

    CORRECTION = "correction", _("Correction")
    CHANGE = "change", _("Change")


class ChangeNote(models.Model):
    """One correction or change, as readers see it. Written once: a wrong note is followed by another.

    Only clinicsite.review.actions.notes.write_note makes one. It outlives page, revision and account, and keeps the
    earlier text itself, because revisions can be purged.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="change_notes", verbose_name=_("page")
    )
    page_key = models.PositiveBigIntegerField(_("number of the page"), db_index=True)
    page_title = models.CharField(_("title of the page"), max_length=255)
    kind = models.CharField(_("kind"), max_length=10, choices=NoteKind.choices)
    text = models.TextField(_("text"), max_length=NOTE_LENGTH)
    made_at = models.DateTimeField(_("when"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    made_by_name = models.CharField(_("name at the time"), max_length=255, blank=True)
    earlier_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("earlier text")
    )
    earlier_key = models.PositiveBigIntegerField(_("number of the earlier revision"), null=True)
    earlier_from = models.DateTimeField(_("earlier text public from"), null=True)
    earlier_content = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    is_earlier_shown = models.BooleanField(_("readers may read the earlier text"), default=False)

    objects = ChangeNoteQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("correction or change note")
        verbose_name_plural = _("corrections and change notes")
        default_permissions = ()
        permissions = [("write_changenote", _("Can write corrections and change notes"))]
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["page", "-made_at"], name="change_note_of_page")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="change_note_has_a_text"),
            models.CheckConstraint(
                condition=models.Q(is_earlier_shown=False) | models.Q(earlier_content__isnull=False),
                name="change_note_shows_what_it_has",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {timezone.localdate(self.made_at).isoformat()}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise NoteIsFinal(self.pk)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise NoteIsFinal(self.pk)
