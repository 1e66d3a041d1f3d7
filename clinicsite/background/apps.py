import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackgroundConfig(AppConfig):
    """What the site does when nobody waits for it: mail that is sent until it arrives, and jobs with a clock."""

    name = "clinicsite.background"
    verbose_name = _("Background work")

    def ready(self):
        from clinicsite.background.jobs import register_job
        from clinicsite.background.mail import prune_mail, send_queued_mail
        from clinicsite.background.publishing import publish_and_expire
        from clinicsite.core.senders import destroy_old_salts

        register_job("send mail", datetime.timedelta(seconds=5), send_queued_mail)
        register_job("publish and expire", datetime.timedelta(minutes=1), publish_and_expire)
        register_job("prune mail", datetime.timedelta(days=1), prune_mail)
        # More often than daily, so that yesterday's salt does not live until this evening.
        register_job("destroy old salts", datetime.timedelta(hours=1), destroy_old_salts)
