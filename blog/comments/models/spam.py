"""What the clinic knows of spam: words learnt from decisions, phrases it lists itself, senders it keeps out."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from blog.comments.triage import TITLES, find_phrases, phrase_list
from blog.comments.triage.labels import ABUSE, COMPLAINT, DRUG_SALE, MEDICAL_ADVICE, PII, SPAM
from blog.comments.triage.phrases import LONGEST_PHRASE

LISTED_LABELS = (SPAM, DRUG_SALE, ABUSE, PII, MEDICAL_ADVICE, COMPLAINT)
# The row that counts comments instead of a word.
TOTALS = ""


class SpamWord(models.Model):
    """In how many spam and in how many ordinary comments a word stood, by the moderators' decisions."""

    word = models.CharField(max_length=80, unique=True)
    spam = models.PositiveIntegerField(default=0)
    ordinary = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("learnt word")
        default_permissions = ()

    def __str__(self):
        return self.word


class PhraseRule(models.Model):
    """A phrase that gives a comment a label. It never refuses and never publishes."""

    phrase = models.CharField(
        _("phrase"),
        max_length=LONGEST_PHRASE,
        unique=True,
        help_text=_("Whole words in any case, found through disguises. A star stands for any ending: infus*."),
    )
    label = models.CharField(
        _("label"), max_length=20, choices=[(label, TITLES[label]) for label in LISTED_LABELS], default=SPAM
    )
    is_active = models.BooleanField(_("in use"), default=True)
    note = models.CharField(_("why"), max_length=200, blank=True)

    panels = [FieldPanel("phrase"), FieldRowPanel([FieldPanel("label"), FieldPanel("is_active")]), FieldPanel("note")]

    class Meta:
        verbose_name = _("listed phrase")
        ordering = ["phrase"]

    def __str__(self):
        return self.phrase

    def clean(self):
        super().clean()
        if self.phrase and not find_phrases(self.phrase.replace("*", ""), phrase_list([self.phrase])):
            raise ValidationError(
                {"phrase": _("No comment could ever match this. Write words, with letters or digits.")}
            )


class BlockedSender(models.Model):
    """A sender who is kept out for the rest of the day. The digest means nothing once the day's salt is gone."""

    sender_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("sender blocked for the day")
        default_permissions = ()

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
