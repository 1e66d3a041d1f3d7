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
    for name, (label, message) in {**_DESK, **_HIGHLIGHTS, **_COMMENTERS}.items():
        formatter = type("Formatter", (DecisionFormatter,), {"label": label, "message": message})
        actions.register_action(f"comments.{name}")(formatter)


_DESK = {
    "kept": (_("Kept"), _("Comment looked at again and left public")),
    "edit-approved": (_("Approve edit"), _("Edit of a comment approved")),
    "edit-refused": (_("Refuse edit"), _("Edit of a comment refused")),
    "let_through": (_("Let through"), _("Comment of a trusted writer let through")),
    "undone": (_("Undo"), _("Decision undone")),
    "claimed": (_("Take"), _("Comment taken")),
    "released": (_("Give back"), _("Comment given back")),
    "second_opinion": (_("Ask for a second opinion"), _("Second opinion asked")),
    "second_opinion_withdrawn": (_("Withdraw the request"), _("Request for a second opinion withdrawn")),
    "noted": (_("Note"), _("Note added to a comment")),
}

_HIGHLIGHTS = {
    "pinned": (_("Pin"), _("Answer pinned")),
    "unpinned": (_("Unpin"), _("Answer no longer pinned")),
    "accepted": (_("Accept as the answer"), _("Reply marked as the answer")),
    "unaccepted": (_("No longer the answer"), _("Reply no longer marked as the answer")),
    "reports_closed": (_("Close reports"), _("Reports of a comment closed")),
}

_COMMENTERS = {
    "commenter_blocked": (_("Block"), _("Commenter blocked")),
    "commenter_unblocked": (_("Unblock"), _("Commenter no longer blocked")),
    "commenter_exported": (_("Export"), _("Everything tied to a commenter exported")),
    "commenter_erased": (_("Erase"), _("Commenter erased")),
    "sender_blocked": (_("Block for today"), _("Sender of a comment blocked for the day")),
}
