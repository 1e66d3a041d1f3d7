import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Search over the public pages."""

    name = "clinicsite.search"
    verbose_name = _("Search")

    def ready(self):
        from django.core.signals import request_finished

        from clinicsite.background.jobs import register_job
        from clinicsite.search.counting import forget_old_searches, write_due_counts

        request_finished.connect(write_due_counts, dispatch_uid="search.write_due_counts")
        register_job("forget searches without a result", datetime.timedelta(days=1), forget_old_searches)
