import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditingConfig(AppConfig):
    """The editor's day: what is due when, what published pages lack, and where their links lead."""

    name = "clinicsite.editing"
    verbose_name = _("Editing")

    def ready(self):
        from clinicsite.background.jobs import register_job
        from clinicsite.editing import receivers
        from clinicsite.editing.actions import refresh_all_gaps

        receivers.connect()
        register_job("look for gaps in pages", datetime.timedelta(days=1), refresh_all_gaps)
