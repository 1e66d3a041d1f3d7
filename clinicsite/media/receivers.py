"""What pictures hear from the database."""

import logging

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.images.models import SourceImageIOError

from clinicsite.media.models import ClinicImage
from clinicsite.media.renditions import make_renditions

logger = logging.getLogger(__name__)


@receiver(post_save, sender=ClinicImage)
def make_renditions_of_saved_image(instance, raw, **kwargs):
    """Make the copies of a picture once it is safely stored. Fixtures bring their own."""
    if not raw:
        transaction.on_commit(lambda: _make_what_is_missing(instance))


def _make_what_is_missing(image: ClinicImage) -> None:
    try:
        make_renditions(image)
    except SourceImageIOError:
        logger.warning("The file of image %s cannot be read; its copies were not made.", image.pk)
