"""How alerts, redactions, replies and side effects read in Wagtail's log. No entry holds a word of a comment."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.log_actions import LogFormatter

_ACTIONS = {
    "alert_acknowledged": (_("Acknowledge"), _("Acknowledged")),
    "alert_replied": (_("Reply in private"), _("Private reply sent")),
    "alert_closed": (_("Close"), _("Closed")),
    "redact": (_("Remove details"), _("Identifying details removed from a comment")),
    "reveal": (_("Show details"), _("Looked at a comment without covers")),
    "keep_details": (_("Leave details in"), _("Confirmed that details in a comment may stay")),
    "reply": (_("Reply"), _("Reply of the clinic written")),
    "reply_edit": (_("Change a reply"), _("Reply of the clinic changed")),
    "reply_published": (_("Publish a reply"), _("Reply of the clinic published")),
    "adverse_event_recorded": (_("Record"), _("Side effect recorded")),
    "adverse_event_changed": (_("Change"), _("Side effect changed")),
    "adverse_event_viewed": (_("Look"), _("Side effect looked at")),
    "adverse_event_printed": (_("Print"), _("Side effect opened for printing")),
    "adverse_events_exported": (_("Export"), _("Side effects downloaded as a file")),
}


_CALLS = {
    "alert_raised": (_("Call"), _("Raised")),
    "alert_escalated": (_("Call further people"), _("Nobody had answered")),
    "alert_handed_over": (_("Hand over"), _("Handed over")),
}


class CallFormatter(LogFormatter):
    """Says how many were told; that there was nobody to tell is what a reader of the log must not miss."""

    def format_message(self, log_entry):
        told = log_entry.data.get("told")
        if told is None:
            return self.message
        if not told:
            return _("%(event)s; nobody was told: there was no address to write to") % {"event": self.message}
        text = ngettext("%(event)s; %(number)d address was told", "%(event)s; %(number)d addresses were told", told)
        return text % {"event": self.message, "number": told}


def register(actions):
    """One log action each, named `comments.<verb>`."""
    for name, (label, message) in _CALLS.items():
        actions.register_action(f"comments.{name}")(
            type("Formatter", (CallFormatter,), {"label": label, "message": message})
        )
    for name, (label, message) in _ACTIONS.items():
        actions.register_action(f"comments.{name}")(
            type("Formatter", (LogFormatter,), {"label": label, "message": message})
        )
