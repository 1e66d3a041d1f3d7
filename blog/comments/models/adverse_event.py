"""The log of harms that readers tell of."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class AdverseEventReport(models.Model):
    """The four elements a safety report needs at least (ICH E2D): a patient, a reporter, a product, an event.

    Outlives its comment: retention of safety reports follows the law, not the comments policy.
    """

    class Reporter(models.TextChoices):
        PATIENT = "patient", _("The person affected")
        RELATIVE = "relative", _("A relative or friend")
        PROFESSIONAL = "professional", _("A health professional")
        UNKNOWN = "unknown", _("Not known")

    class Destination(models.TextChoices):
        NONE = "", _("Not passed on yet")
        MEDWATCH = "medwatch", _("FDA MedWatch")
        YELLOW_CARD = "yellow-card", _("MHRA Yellow Card")
        OTHER = "other", _("Another authority or the manufacturer")
        NOT_NEEDED = "not-needed", _("Not reportable, for the reason in the assessment")

    comment = models.OneToOneField(
        "comments.Comment",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="adverse_event",
        verbose_name=_("comment"),
    )
    patient = models.CharField(
        _("patient"),
        max_length=200,
        blank=True,
        help_text=_("What tells one patient from another without naming them. Example: adult, sex not given."),
    )
    reporter = models.CharField(_("reporter"), max_length=12, choices=Reporter.choices, default=Reporter.UNKNOWN)
    can_be_reached = models.BooleanField(
        _("reporter can be reached"), default=False, help_text=_("An address came with the comment.")
    )
    product = models.CharField(_("suspected product"), max_length=200, blank=True)
    event = models.TextField(_("event"), max_length=2000, help_text=_("What happened, without names."))
    started = models.CharField(_("when it began"), max_length=120, blank=True)
    outcome = models.CharField(_("outcome as told"), max_length=200, blank=True)
    is_serious = models.BooleanField(
        _("serious"),
        default=False,
        help_text=_("Death, danger to life, hospital, lasting disability, birth defect, or another important event."),
    )
    assessment = models.TextField(_("assessment"), max_length=2000, blank=True)
    destination = models.CharField(
        _("passed on to"), max_length=12, choices=Destination.choices, default=Destination.NONE, blank=True
    )
    passed_on_at = models.DateField(_("passed on"), null=True, blank=True)
    created_at = models.DateTimeField(_("recorded"), default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_by_name = models.CharField(_("recorded by"), max_length=150, blank=True, editable=False)
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    class Meta:
        verbose_name = _("adverse event")
        verbose_name_plural = _("adverse events")
        default_permissions = ()
        permissions = [("handle_adverseeventreport", _("Can see and record adverse events"))]
        ordering = ["-created_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(event=""), name="adverse_event_says_what_happened")]

    def __str__(self):
        return gettext("Side-effect report %d") % self.pk if self.pk else gettext("New side-effect report")

    @property
    def elements(self) -> list[tuple[str, bool]]:
        """The four elements that a report needs at least, each with whether it is there."""
        return [
            (str(_("patient")), bool(self.patient)),
            (str(_("reporter")), self.reporter != self.Reporter.UNKNOWN),
            (str(_("suspected product")), bool(self.product)),
            (str(_("event")), bool(self.event)),
        ]

    @property
    def missing_elements(self) -> list[str]:
        """Which of the four elements a report needs are still empty."""
        return [name for name, is_there in self.elements if not is_there]
