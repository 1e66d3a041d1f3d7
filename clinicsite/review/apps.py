import datetime
from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    """What must be true before a clinical page is read: claims that hold, and a clinician who signed."""

    name = "clinicsite.review"
    verbose_name = _("Medical review")

    def import_models(self):
        """The steps of the workflow are models that call actions, so they stand outside models/."""
        super().import_models()
        import_module("clinicsite.review.tasks")

    def ready(self):
        from clinicsite.background.jobs import register_job
        from clinicsite.review import receivers
        from clinicsite.review.actions import recheck_pages, remind_of_ends
        from clinicsite.review.actions.error_reports import purge_reports
        from clinicsite.review.actions.outside_review import forget_addresses
        from clinicsite.review.actions.standing import draw_missing_standings
        from clinicsite.review.credential_ends import remind_of_credentials
        from clinicsite.review.photo_consent import remind_of_photo_consents
        from clinicsite.review.reminders import send_review_reminders

        receivers.connect()
        register_job("draw how pages stand with review", datetime.timedelta(hours=1), draw_missing_standings)
        register_job("remind of medical reviews", datetime.timedelta(hours=1), send_review_reminders)
        register_job("tell editors of photo consents", datetime.timedelta(hours=6), remind_of_photo_consents)
        register_job("remind of credentials that end", datetime.timedelta(hours=6), remind_of_credentials)
        register_job("keep error reports no longer than said", datetime.timedelta(days=1), purge_reports)
        register_job("forget addresses of outside reviewers", datetime.timedelta(days=1), forget_addresses)
        register_job("check claims again", datetime.timedelta(minutes=5), recheck_pages)
        register_job("remind of claims that end", datetime.timedelta(hours=6), remind_of_ends)
