"""Decisions on several comments at once, from the moderation list."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from blog.comments.actions.decisions import approve_comment, mark_as_spam, refuse_comment
from blog.comments.desk.access import ModeratorRequiredMixin
from blog.comments.desk.answers import why_left
from blog.comments.desk.rows import version_of
from blog.comments.errors import CommentError, TextChanged
from blog.comments.forms import BulkDecisionForm, BulkRefusalForm
from blog.comments.models import Comment, CommentStatus
from blog.comments.permissions import can_moderate

# Longer ones fit no column.
LONGEST_ID = 18


class CommentBulkAction(ModeratorRequiredMixin, BulkAction):
    """Asks once, then decides on each comment by itself: one that somebody else has decided on stops no other."""

    models = [Comment]
    template_name = "wagtailadmin/comments/confirm_bulk.html"
    form_class = BulkDecisionForm

    @classmethod
    def get_queryset(cls, model, object_ids):
        """The comments that still exist, whatever else the address names."""
        numbers = [object_id for object_id in object_ids if object_id.isdecimal() and len(object_id) <= LONGEST_ID]
        return Comment.objects.filter(pk__in=numbers).select_related("page")

    def get_all_objects_in_listing_query(self, parent_id):
        """Nothing: nobody decides on comments that no screen has shown."""
        return []

    def check_perm(self, comment):
        return can_moderate(self.request.user)

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "view": self}

    def get_execution_context(self):
        return {"action": self}

    def object_context(self, comment):
        return {"item": comment, "version": version_of(comment)}

    def prepare_action(self, objects, objects_without_access):
        """Says how many of the comments are gone since the list was shown."""
        asked = {found for found in self.request.GET.getlist("id") if found.isdecimal()}
        gone = len(asked) - len(objects)
        if gone > 0:
            text = ngettext("%d comment is gone.", "%d comments are gone.", gone)
            messages.warning(self.request, text % gone)

    @classmethod
    def execute_action(cls, comments, action=None, **kwargs):
        """Decides on each; tells the moderator exactly which were left as they are, and why. Returns how many."""
        left: dict[str, list] = {}
        decided = 0
        for comment in comments:
            try:
                action.check_seen(comment)
                action.decide(comment, action.request.user, action.seen_status_of(comment))
                decided += 1
            except CommentError as error:
                left.setdefault(why_left(error), []).append(comment)
        action.report(left)
        return decided, 0

    def check_seen(self, comment) -> None:
        """Raises TextChanged where the writer has changed what the moderator read."""
        seen = self.request.POST.get(f"version-{comment.pk}")
        if seen and seen != version_of(comment):
            raise TextChanged(comment)

    def seen_status_of(self, comment) -> str:
        """What the moderator's screen said of a comment; waiting, where it said nothing that can be."""
        seen = self.request.POST.get(f"seen-{comment.pk}")
        return seen if seen in CommentStatus.values else CommentStatus.PENDING

    def report(self, left: dict[str, list]) -> None:
        """Names the comments on which nothing was decided, by the reason for it."""
        for text, comments in left.items():
            names = ", ".join(f"{comment.author_name} ({comment.pk})" for comment in comments)
            messages.warning(self.request, _("%(names)s: %(why)s") % {"names": names, "why": text})

    def get_success_message(self, num_parent_objects, num_child_objects):
        if not num_parent_objects:
            return None
        return ngettext("Done for %d comment.", "Done for %d comments.", num_parent_objects) % num_parent_objects


class ApproveBulkAction(CommentBulkAction):
    """Show the selected comments to readers."""

    display_name = _("Approve")
    action_type = "approve"
    aria_label = _("Approve selected comments")
    action_priority = 10
    question = _("Show these comments to readers?")
    button = _("Yes, approve")

    def decide(self, comment, moderator, seen_status):
        approve_comment(comment=comment, moderator=moderator, seen_status=seen_status)


class RefuseBulkAction(CommentBulkAction):
    """Reject the selected comments, or remove those that readers see, for one reason."""

    display_name = _("Reject")
    action_type = "refuse"
    aria_label = _("Reject selected comments")
    action_priority = 20
    classes = {"serious"}
    form_class = BulkRefusalForm
    question = _("Keep these comments from readers? Those already published are removed; replies to them stay.")
    button = _("Yes, reject")

    def decide(self, comment, moderator, seen_status):
        reason = self.cleaned_form.cleaned_data["reason"]
        refuse_comment(comment=comment, moderator=moderator, seen_status=seen_status, reason=reason)


class SpamBulkAction(CommentBulkAction):
    """Put the selected comments aside as spam."""

    display_name = _("Mark as spam")
    action_type = "spam"
    aria_label = _("Mark selected comments as spam")
    action_priority = 30
    classes = {"serious"}
    question = _("Mark these comments as spam?")
    button = _("Yes, spam")

    def decide(self, comment, moderator, seen_status):
        mark_as_spam(comment=comment, moderator=moderator, seen_status=seen_status)
