"""How decisions about claims read in Wagtail's log."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter


class RuleFormatter(LogFormatter):
    """Names the rule and the reason."""

    def format_message(self, log_entry):
        return f"{self.message} {log_entry.data.get('rule', '')}: {log_entry.data.get('reason', '')}"


def register(actions):
    """One log action a decision."""
    for name, label, message in [
        ("disable_rule", _("Switch off"), _("Switched off claim rule")),
        ("enable_rule", _("Switch on"), _("Switched on claim rule")),
        ("override_claim", _("Let a claim stand"), _("Let a claim stand against rule")),
    ]:
        formatter = type("Formatter", (RuleFormatter,), {"label": label, "message": message})
        actions.register_action(f"review.{name}")(formatter)
