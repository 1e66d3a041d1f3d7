"""How decisions about claims, reviews and publication read in Wagtail's log."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter


class RuleFormatter(LogFormatter):
    """Names the rule and the reason."""

    def format_message(self, log_entry):
        rule, reason = log_entry.data.get("rule", ""), log_entry.data.get("reason", "")
        return f"{self.message} {rule}: {reason}" if reason else f"{self.message} {rule}"


class ReviewFormatter(LogFormatter):
    """Names the reviewer, and what they wrote."""

    def format_message(self, log_entry):
        words = [str(self.message) % {"reviewer": log_entry.data.get("reviewer", "")}, log_entry.data.get("note", "")]
        return ". ".join(word for word in words if word)


class ReasonFormatter(LogFormatter):
    """Gives the reason."""

    def format_message(self, log_entry):
        return f"{self.message}: {log_entry.data.get('reason', '')}"


class LinkFormatter(LogFormatter):
    """Numbers the link; names are in the list of links, which forgets nothing either."""

    def format_message(self, log_entry):
        return f"{self.message} {log_entry.data.get('link', '')}"


class NoteFormatter(LogFormatter):
    """Gives the words that readers see."""

    def format_message(self, log_entry):
        return f"{self.message}: {log_entry.data.get('text', '')}"


def register_trust(actions):
    """Notes to readers, links for outside reviewers, error reports. No word of a report or a comment is logged."""
    for name, label, message, base in [
        ("write_note", _("Tell readers"), _("Told readers of a change"), NoteFormatter),
        ("make_draft_link", _("Invite a reviewer"), _("Made reviewer’s link no."), LinkFormatter),
        ("revoke_draft_link", _("Withdraw a link"), _("Withdrew reviewer’s link no."), LinkFormatter),
        ("outside_answer", _("Outside review"), _("An answer came by reviewer’s link no."), LinkFormatter),
    ]:
        formatter = type("Formatter", (base,), {"label": label, "message": message})
        actions.register_action(f"review.{name}")(formatter)
    actions.register_action("review.handle_report", _("Handle"), _("Handled an error report"))
    actions.register_action("review.answer_report", _("Answer"), _("Answered an error report"))
    actions.register_action("review.erase_report", _("Erase"), _("Erased the words of an error report"))


def register(actions):
    """One log action a decision."""
    for name, label, message in [
        ("sign_off", _("Sign off"), _("Signed off by %(reviewer)s")),
        ("request_changes", _("Request changes"), _("Changes requested by %(reviewer)s")),
    ]:
        formatter = type("Formatter", (ReviewFormatter,), {"label": label, "message": message})
        actions.register_action(f"review.{name}")(formatter)
    for name, label, message in [
        ("declare_minor_edit", _("Declare a minor edit"), _("Declared a minor edit")),
        ("check_minor_edit", _("Check a minor edit"), _("Took a second look at a minor edit")),
        ("publish_unreviewed", _("Publish without a sign-off"), _("Published without a sign-off")),
        ("withhold", _("Withhold"), _("Was due and was not published")),
        ("export_compliance", _("Export the record"), _("Exported the record of reviews")),
    ]:
        formatter = type("Formatter", (ReasonFormatter,), {"label": label, "message": message})
        actions.register_action(f"review.{name}")(formatter)
    for name, label, message in [
        ("disable_rule", _("Switch off"), _("Switched off claim rule")),
        ("enable_rule", _("Switch on"), _("Switched on claim rule")),
        ("override_claim", _("Let a claim stand"), _("Let a claim stand against rule")),
        ("end_override", _("Open a claim again"), _("Opened a claim again that stood against rule")),
    ]:
        formatter = type("Formatter", (RuleFormatter,), {"label": label, "message": message})
        actions.register_action(f"review.{name}")(formatter)
