"""What a moderator's buttons send: decisions, and their undoing."""

from django import forms
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from blog.comments.actions.decisions import approve_comment, mark_as_spam, refuse_comment, refuse_edit
from blog.comments.actions.redaction import keep_details, redact_comment
from blog.comments.actions.undoing import last_decision_of, undo_decision
from blog.comments.desk.access import ModeratorRequiredMixin
from blog.comments.desk.answers import ERROR, SUCCESS, Answer, answer_for, reply_to_button
from blog.comments.desk.rows import version_of
from blog.comments.errors import CommentError, TextChanged
from blog.comments.forms import DecisionForm, RefusalForm
from blog.comments.models import Comment

__all__ = ["DecideView", "ModeratorRequiredMixin", "UndoLastView", "UndoView"]

REFUSALS = ("refuse", "refuse-edit")
APPROVALS = ("approve", "approve-redacted", "approve-as-is")


def confirmation_word(decision: str) -> str:
    """What has to be typed before a comment that sounds like danger is published, or put aside as spam."""
    return _("publish") if decision in APPROVALS else _("spam")


class DeskDecisionForm(DecisionForm):
    """A decision from the desk, with the words the screen showed and what was typed."""

    version = forms.CharField(required=False, max_length=16)
    confirm = forms.CharField(required=False, max_length=40)


class DeskRefusalForm(RefusalForm, DeskDecisionForm):
    """A refusal from the desk, with its reason."""


class DecideView(ModeratorRequiredMixin, View):
    """Approves, refuses or puts aside one comment, and says what happened."""

    http_method_names = ["post"]

    def post(self, request, pk):
        comment = get_object_or_404(Comment, pk=pk)
        decision = request.POST.get("decision")
        form = DeskRefusalForm(request.POST) if decision in REFUSALS else DeskDecisionForm(request.POST)
        if decision not in DONE or not form.is_valid():
            text = _("Nothing was decided. To reject a comment, choose a reason first.")
            return reply_to_button(request, pk, Answer(ERROR, text))
        return reply_to_button(request, pk, self._answer(comment, decision, form.cleaned_data))

    def _answer(self, comment, decision, given) -> Answer:
        kept = EDIT_APPROVED if comment.edited_text else KEPT
        try:
            if given["version"] and given["version"] != version_of(comment):
                raise TextChanged(comment)
            decide_by_button(comment, self.request.user, decision, given)
        except CommentError as error:
            return answer_for(error)
        done = kept if decision == "approve" and given["seen"] == "approved" else DONE[decision]
        text = str(done) % {"name": comment.author_name}
        return Answer(SUCCESS, text, is_settled=True)


class UndoView(ModeratorRequiredMixin, View):
    """Takes a moderator's own decision on one comment back."""

    http_method_names = ["post"]

    def post(self, request, pk):
        comment = get_object_or_404(Comment, pk=pk)
        try:
            undo_decision(comment=comment, moderator=request.user)
        except CommentError as error:
            return reply_to_button(request, pk, answer_for(error))
        text = _("Undone. The comment by %(name)s stands as before.") % {"name": comment.author_name}
        return reply_to_button(request, pk, Answer(SUCCESS, text))


class UndoLastView(ModeratorRequiredMixin, View):
    """Takes back whatever a moderator decided last."""

    http_method_names = ["post"]

    def post(self, request):
        comment = last_decision_of(request.user)
        if comment is None:
            messages.warning(request, _("You have decided nothing in the last ten minutes that could be undone."))
            return HttpResponseRedirect(reverse("comments:index"))
        return UndoView.as_view()(request, pk=comment.pk)


def decide_by_button(comment: Comment, moderator, decision: str, given: dict) -> None:
    """Do what a button says. Raises the errors of the actions."""
    arguments = {"comment": comment, "moderator": moderator}
    is_confirmed = given["confirm"].strip().casefold() == confirmation_word(decision).casefold()
    if decision in APPROVALS:
        if decision == "approve-redacted":
            redact_comment(**arguments)
        elif decision == "approve-as-is":
            keep_details(**arguments)
        approve_comment(**arguments, seen_status=given["seen"], is_confirmed=is_confirmed)
    elif decision == "refuse-edit":
        refuse_edit(**arguments, reason=given["reason"])
    elif decision == "refuse":
        refuse_comment(**arguments, seen_status=given["seen"], reason=given["reason"], is_confirmed=is_confirmed)
    else:
        mark_as_spam(**arguments, seen_status=given["seen"], is_confirmed=is_confirmed)


KEPT = gettext_lazy("The comment by %(name)s stays public.")
EDIT_APPROVED = gettext_lazy("The edit by %(name)s is approved. Readers see it now.")
DONE = {
    "approve": gettext_lazy("The comment by %(name)s is approved. Readers see it now."),
    "approve-redacted": gettext_lazy("The details are removed, and the comment by %(name)s is approved."),
    "approve-as-is": gettext_lazy("The comment by %(name)s is approved as it is."),
    "refuse": gettext_lazy("The comment by %(name)s is refused. Readers do not see it."),
    "refuse-edit": gettext_lazy("The edit by %(name)s is refused. Readers see the earlier text."),
    "spam": gettext_lazy("The comment by %(name)s is marked as spam."),
}
