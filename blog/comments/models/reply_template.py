"""Wording that the clinic has approved for its own replies."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from blog.comments.reply_words import weigh_reply
from clinicsite.core.models import ClinicSettings
from clinicsite.core.plain_text import clean_text


class ReplyTemplate(models.Model):
    """A reply that says nothing about anybody's care. Used as it stands, it needs no second person."""

    title = models.CharField(_("title"), max_length=80, unique=True, help_text=_("Only staff see it."))
    text = models.TextField(_("reply"), max_length=2000)
    is_active = models.BooleanField(_("in use"), default=True)

    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("is_active")]

    class Meta:
        verbose_name = _("approved reply")
        verbose_name_plural = _("approved replies")
        ordering = ["title"]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        self.text = clean_text(self.text)
        clinic = ClinicSettings.objects.filter(site__is_default_site=True).first() or ClinicSettings()
        weighed = weigh_reply(self.text, country=clinic.country)
        # Used unchanged it is read by nobody else: what has to be weighed each time does not belong into it.
        findings = [*weighed.refusals, *weighed.cautions]
        if findings:
            words = ", ".join(f"“{finding.words}”" for finding in findings)
            raise ValidationError(
                {
                    "text": _("The clinic must not say this: %(words)s. %(why)s")
                    % {"words": words, "why": findings[0].why}
                }
            )

    def holds(self, text: str) -> bool:
        """True where a reply is this one, unchanged."""
        return self.is_active and clean_text(self.text) == text
