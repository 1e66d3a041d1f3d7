"""What a regulator says about a use of a drug, shown by the system where a page speaks of that use."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from clinicsite.core.blocks.text import PLAIN_FEATURES
from clinicsite.core.models.checked_text import CheckedText
from clinicsite.core.models.clinic_settings import Country
from clinicsite.review.querysets import RegulatoryStatementQuerySet
from clinicsite.review.regulated_uses import SHIPPED_CONDITIONS, SHIPPED_DRUGS


class StatementTopic(models.TextChoices):
    """What a statement is about. Each is shown once on a page, at the place where it is met first."""

    OFF_LABEL = "off-label", _("Off-label use")
    PSYCHIATRIC = "psychiatric", _("Psychiatric use")
    COMPOUNDED = "compounded", _("Compounded drug")
    TELEHEALTH = "telehealth", _("Prescribing at a distance")


class RegulatoryStatement(index.Indexed, CheckedText):
    """A dated sentence with its source. After `valid_until` readers no longer see it, and editors get a task."""

    topic = models.CharField(_("about"), max_length=20, choices=StatementTopic.choices)
    jurisdiction = models.CharField(
        _("country"), max_length=2, choices=Country.choices, default=Country.UNITED_STATES,
        help_text=_("Shown only on sites whose clinic settings name this country."),
    )  # fmt: skip
    title = models.CharField(
        _("heading"), max_length=120, help_text=_("The fact itself. Example: Ketamine for pain is off-label.")
    )
    text = RichTextField(
        _("text"), features=PLAIN_FEATURES, help_text=_("One to three sentences: what is approved, and what is not.")
    )
    source_name = models.CharField(_("source"), max_length=200, help_text=_("Who says so, and in which document."))
    source_url = models.URLField(_("address of the source"), max_length=500)
    stated_on = models.DateField(_("checked against the source on"), default=datetime.date.today)
    valid_until = models.DateField(
        _("valid until"), help_text=_("The last day on which readers see it. At most two years ahead.")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("owner"),
        help_text=_("Who checks it again, and is written to before it ends."),
    )  # fmt: skip
    drugs = models.CharField(
        _("drugs"), max_length=300, default=SHIPPED_DRUGS, help_text=_("Words with commas between them.")
    )
    conditions = models.CharField(
        _("conditions or uses"), max_length=600, blank=True,
        help_text=_("Shown where a sentence names one of these and a drug. * stands for any ending. Empty: the usual."),
    )  # fmt: skip
    reminded_on = models.DateField(null=True, blank=True, editable=False)

    objects = RegulatoryStatementQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("topic"), FieldPanel("jurisdiction")]), FieldPanel("title"), FieldPanel("text")],
            heading=_("Statement"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("source_name"),
                FieldPanel("source_url"),
                FieldRowPanel([FieldPanel("stated_on"), FieldPanel("valid_until")]),
                FieldPanel("owner"),
            ],
            heading=_("Source and upkeep"),
        ),
        MultiFieldPanel([FieldPanel("drugs"), FieldPanel("conditions")], heading=_("Where it is shown")),
    ]
    search_fields = [index.SearchField("title"), index.SearchField("text"), index.AutocompleteField("title")]

    class Meta:
        ordering = ["topic", "jurisdiction", "-valid_until"]
        verbose_name = _("regulatory statement")
        verbose_name_plural = _("regulatory statements")

    def __str__(self):
        return self.title

    @property
    def is_valid(self) -> bool:
        """True while readers may see it."""
        return self.stated_on <= timezone.localdate() <= self.valid_until

    @property
    def looked_for(self) -> str:
        """The conditions or uses, those that are shipped where nobody wrote others."""
        return self.conditions or SHIPPED_CONDITIONS[self.topic]

    def clean(self):
        super().clean()
        errors = {}
        if self.stated_on and self.stated_on > timezone.localdate():
            errors["stated_on"] = _("This day is still to come.")
        if self.stated_on and self.valid_until:
            if self.valid_until < self.stated_on:
                errors["valid_until"] = _("It would end before it was checked.")
            elif self.valid_until > self.stated_on + datetime.timedelta(days=731):
                errors["valid_until"] = _("Two years after the check at most: regulators change their minds.")
        if not any(character.isalnum() for character in self.drugs or ""):
            errors["drugs"] = _("Name at least one drug.")
        if errors:
            raise ValidationError(errors)
