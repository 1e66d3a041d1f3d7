from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    """References and glossary terms that pages of every kind cite."""

    name = "clinicsite.library"
    verbose_name = _("Library")

    def ready(self):
        from clinicsite.library import receivers

        receivers.connect()
