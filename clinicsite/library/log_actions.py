"""How decisions about references read in Wagtail's log."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter


def register(actions):
    """One log action a decision."""

    @actions.register_action("library.merge_reference")
    class MergeFormatter(LogFormatter):
        label = gettext_lazy("Merge references")

        def format_message(self, log_entry):
            names = {"reference": log_entry.data.get("reference", ""), "number": log_entry.data.get("texts", 0)}
            return _("Merged “%(reference)s” into it; citations in %(number)s texts were moved") % names

    @actions.register_action("library.move_citations")
    class MoveFormatter(LogFormatter):
        label = gettext_lazy("Move citations")

        def format_message(self, log_entry):
            names = {name: log_entry.data.get(name, "") for name in ("reference", "kept")}
            return _("Citations of “%(reference)s” now lead to “%(kept)s”: the two were one source") % names

    @actions.register_action("library.mark_retraction")
    class RetractionFormatter(LogFormatter):
        label = gettext_lazy("Mark as retracted")

        def format_message(self, log_entry):
            return _("Marked as retracted by a list: %(reason)s") % {"reason": log_entry.data.get("reason", "")}

    actions.register_action(
        "library.unmark_retraction", gettext_lazy("Reinstate"), gettext_lazy("Reinstated by a list of retractions")
    )
