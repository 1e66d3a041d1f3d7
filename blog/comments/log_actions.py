"""How decisions on comments read in Wagtail's log. No entry holds a word of the comment."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from blog.comments.models import CommentStatus, RefusalReason


class DecisionFormatter(LogFormatter):
    """Names the decision and its reason."""

    def format_message(self, log_entry):
        reason = log_entry.data.get("reason")
        if reason not in RefusalReason.values:
            return self.message
        return _("%(decision)s: %(reason)s") % {"decision": self.message, "reason": RefusalReason(reason).label}


def register(actions):
    """One log action a decision, named `comments.<status>`."""
    for status, message in [
        (CommentStatus.APPROVED, _("Comment approved")),
        (CommentStatus.REJECTED, _("Comment rejected")),
        (CommentStatus.REMOVED, _("Comment removed")),
        (CommentStatus.SPAM, _("Comment marked as spam")),
    ]:
        formatter = type("Formatter", (DecisionFormatter,), {"label": status.label, "message": message})
        actions.register_action(f"comments.{status}")(formatter)
