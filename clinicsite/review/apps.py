from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    """What must be true before a clinical page is read: claims that hold."""

    name = "clinicsite.review"
    verbose_name = _("Medical review")

    def ready(self):
        from clinicsite.review import receivers

        receivers.connect()
