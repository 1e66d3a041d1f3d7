import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    """Readers' comments on any page."""

    name = "blog.comments"
    verbose_name = _("Comments")

    def ready(self):
        from blog.comments import receivers  # noqa: F401
        from blog.comments.actions.alerts import escalate_unanswered
        from blog.comments.actions.digest import send_digests
        from blog.comments.actions.indexing import index_changed_comments
        from blog.comments.actions.lessons import forget_rare_words
        from blog.comments.actions.receipts import send_receipts
        from blog.comments.actions.undoing import forget_old_steps
        from blog.comments.retention import purge_comments
        from clinicsite.background.jobs import register_job

        register_job("keep comments no longer than said", datetime.timedelta(days=1), purge_comments)
        register_job("tell writers that their comment arrived", datetime.timedelta(seconds=5), send_receipts)
        register_job("call further people for urgent comments", datetime.timedelta(minutes=1), escalate_unanswered)
        register_job("send the daily digest of comments", datetime.timedelta(minutes=5), send_digests)
        register_job("keep the learnt words few", datetime.timedelta(days=1), forget_rare_words)
        register_job("index comments for the desk", datetime.timedelta(seconds=30), index_changed_comments)
        register_job("forget how decided comments stood before", datetime.timedelta(minutes=5), forget_old_steps)
