"""Custom image and document models, so that consent and credit can be kept with the file."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class ClinicImage(AbstractImage):
    """A picture. Text alternatives are written where a picture is used, because they depend on the page."""

    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Who made it and under what licence. Example: Drawing by the clinic."),
    )
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self):
        """Empty on purpose: a title or file name read aloud is worse than silence."""
        return self.description


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
