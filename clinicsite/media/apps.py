from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Images and documents with what a clinic must know of them."""

    name = "clinicsite.media"
    verbose_name = _("Pictures and files")

    def ready(self):
        from clinicsite.media import receivers  # noqa: F401
