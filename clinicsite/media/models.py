"""Custom image and document models, so that consent and credit can be kept with the file."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image, ImageQuerySet

# Editors hear of a consent this long before it ends.
CONSENT_ENDS_SOON = datetime.timedelta(days=30)


class ConsentState(models.TextChoices):
    """How the consent to show a person stands."""

    NOT_NEEDED = "not-needed", _("Shows nobody who can be recognized")
    VALID = "valid", _("Consent holds")
    ENDS_SOON = "ends-soon", _("Consent ends soon")
    LAPSED = "lapsed", _("Consent has lapsed")
    MISSING = "missing", _("Consent is missing")


class ClinicImageQuerySet(ImageQuerySet):
    """Picture queries."""

    def without_consent(self, today: datetime.date | None = None) -> "ClinicImageQuerySet":
        """Pictures of people that may not be shown: consent has lapsed, or was never recorded."""
        has_lapsed = Q(consent_expires_on__lt=today or timezone.localdate())
        return self.filter(Q(consent_kind="") | Q(consent_reference="") | has_lapsed, shows_person=True)

    def consent_needing_care(self, today: datetime.date | None = None) -> "ClinicImageQuerySet":
        """Those, and pictures whose consent ends within a month; the most urgent first."""
        today = today or timezone.localdate()
        ends_soon = Q(shows_person=True, consent_expires_on__range=(today, today + CONSENT_ENDS_SOON))
        return self.filter(ends_soon | Q(pk__in=self.model.objects.without_consent(today).values("pk"))).order_by(
            models.F("consent_expires_on").asc(nulls_first=True), "title"
        )


class ClinicImage(AbstractImage):
    """A picture. Text alternatives are written where a picture is used, because they depend on the page."""

    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Who made it and under what licence. Example: Drawing by the clinic."),
    )
    shows_person = models.BooleanField(
        _("shows a person who can be recognized"),
        default=False,
        help_text=_("A face, a tattoo, a name badge, or a voice is enough. Staff count too."),
    )
    consent_kind = models.CharField(
        _("consent"),
        max_length=16,
        blank=True,
        choices=[
            ("patient", _("Patient's written consent")),
            ("staff", _("Staff member's written consent")),
            ("model", _("Model release")),
            ("licensed", _("Licensed picture with a model release")),
        ],
    )
    consent_reference = models.CharField(
        _("where the consent is kept"),
        max_length=200,
        blank=True,
        help_text=_(
            "A number or place, never the form itself: this library is not private. Example: Consent file 26-014."
        ),
    )
    consent_expires_on = models.DateField(
        _("consent ends on"), null=True, blank=True, help_text=_("The last day. Empty where it holds until withdrawn.")
    )
    # The state and the day of which editors have been told, so that they are told once of each.
    consent_told = models.CharField(max_length=40, blank=True, editable=False)
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = ClinicImageQuerySet.as_manager()

    admin_form_fields = (
        *Image.admin_form_fields,
        "credit",
        "shows_person",
        "consent_kind",
        "consent_reference",
        "consent_expires_on",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self):
        """Empty on purpose: a title or file name read aloud is worse than silence."""
        return self.description

    def __str__(self):
        """The title, and in the admin's choosers and lists what is wrong with the consent."""
        return f"{self.title} ({self.consent_warning})" if self.consent_warning else self.title

    def clean(self):
        super().clean()
        if self.shows_person:
            missing = _("Say which consent covers the person in the picture, and where it is kept.")
            errors = {name: missing for name in ("consent_kind", "consent_reference") if not getattr(self, name)}
            if errors:
                raise ValidationError(errors)

    def consent_state(self, today: datetime.date | None = None) -> ConsentState:
        """How the consent stands on a day."""
        today = today or timezone.localdate()
        if not self.shows_person:
            return ConsentState.NOT_NEEDED
        if not self.consent_kind or not self.consent_reference:
            return ConsentState.MISSING
        if self.consent_expires_on is None or self.consent_expires_on > today + CONSENT_ENDS_SOON:
            return ConsentState.VALID
        return ConsentState.LAPSED if self.consent_expires_on < today else ConsentState.ENDS_SOON

    @property
    def consent_warning(self) -> str:
        """What an editor who is about to use the picture should know; empty where all is well."""
        state = self.consent_state()
        return str(state.label) if state in (ConsentState.LAPSED, ConsentState.MISSING, ConsentState.ENDS_SOON) else ""


class ClinicRendition(AbstractRendition):
    """A resized copy of a picture."""

    image = models.ForeignKey(ClinicImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta(AbstractRendition.Meta):
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_clinic_rendition")
        ]


class ClinicDocument(AbstractDocument):
    """A file to download, shown with its type and size."""

    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
