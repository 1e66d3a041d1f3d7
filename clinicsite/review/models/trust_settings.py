"""What a site says of how its pages are made, and how long it keeps what readers and reviewers send."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField

from clinicsite.core.blocks.text import PLAIN_FEATURES
from clinicsite.core.models.checked_text import CheckedText


@register_setting(icon="openquote", order=220)
class TrustSettings(CheckedText, BaseSiteSetting):
    """One row a site."""

    method_statement = RichTextField(
        _("how we write and review"),
        features=PLAIN_FEATURES,
        blank=True,
        help_text=_("Three sentences at most. Shown in “How we made this page” on every article."),
    )
    ai_statement = RichTextField(
        _("use of artificial intelligence"),
        features=PLAIN_FEATURES,
        blank=True,
        help_text=_("What it is used for, and who answers for the text. Say so too where it is not used."),
    )
    correction_weeks = models.PositiveSmallIntegerField(
        _("weeks a correction stays at the top of its page"),
        default=8,
        validators=[MinValueValidator(1), MaxValueValidator(104)],
        help_text=_("In the list at the foot of the page it stays for good."),
    )
    report_due_days = models.PositiveSmallIntegerField(
        _("days to answer an error report"), default=14, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    report_kept_days = models.PositiveSmallIntegerField(
        _("days to keep the words of a closed error report"),
        default=180,
        validators=[MinValueValidator(7), MaxValueValidator(1095)],
        help_text=_("After that, text, address, notes and answer are erased. The count stays."),
    )
    link_days = models.PositiveSmallIntegerField(
        _("days a reviewer's link works"), default=14, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("method_statement"), FieldPanel("ai_statement")], heading=_("How we made this page")
        ),
        MultiFieldPanel([FieldPanel("correction_weeks")], heading=_("Corrections")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("report_due_days"), FieldPanel("report_kept_days")])],
            heading=_("Error reports"),
        ),
        MultiFieldPanel([FieldPanel("link_days")], heading=_("Outside reviewers")),
    ]

    class Meta:
        verbose_name = _("trust and corrections")

    def __str__(self):
        return str(self._meta.verbose_name)
