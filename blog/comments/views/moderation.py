"""What a moderator's buttons send."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from blog.comments.actions.decisions import approve_comment, mark_as_spam, refuse_comment
from blog.comments.errors import AlreadyDecided, DecisionNotPossible
from blog.comments.forms import DecisionForm, RefusalForm
from blog.comments.models import Comment
from blog.comments.permissions import can_moderate


class ModeratorRequiredMixin:
    """Answers 403 to everybody who may not moderate; Wagtail's own answer would be a redirect."""

    def dispatch(self, request, *args, **kwargs):
        if not can_moderate(request.user):
            return TemplateResponse(request, "wagtailadmin/comments/no_permission.html", status=403)
        return super().dispatch(request, *args, **kwargs)


class DecideView(ModeratorRequiredMixin, View):
    """Approves, refuses or puts aside one comment, and says what happened."""

    http_method_names = ["post"]

    def post(self, request, pk):
        comment = get_object_or_404(Comment, pk=pk)
        decision = request.POST.get("decision")
        form = RefusalForm(request.POST) if decision == "refuse" else DecisionForm(request.POST)
        if decision not in DONE or not form.is_valid():
            messages.error(request, _("Nothing was decided. To reject a comment, choose a reason first."))
        else:
            self._decide(comment, decision, form.cleaned_data)
        return HttpResponseRedirect(get_valid_next_url_from_request(request) or reverse("comments:index"))

    def _decide(self, comment, decision, given):
        arguments = {"comment": comment, "moderator": self.request.user, "seen_status": given["seen"]}
        try:
            if decision == "approve":
                approve_comment(**arguments)
            elif decision == "refuse":
                refuse_comment(**arguments, reason=given["reason"])
            else:
                mark_as_spam(**arguments)
        except AlreadyDecided as error:
            messages.warning(self.request, already_decided_message(error.change))
        except DecisionNotPossible:
            messages.error(self.request, _("This cannot be done with a comment in its state."))
        else:
            messages.success(self.request, DONE[decision] % {"name": comment.author_name})


DONE = {
    "approve": _("The comment by %(name)s is approved. Readers see it now."),
    "refuse": _("The comment by %(name)s is refused. Readers do not see it."),
    "spam": _("The comment by %(name)s is marked as spam."),
}


def already_decided_message(change) -> str:
    """Tells a moderator who was faster, and with what."""
    if change is None:
        return _("Somebody has decided already. Nothing was changed.")
    return _("%(person)s has decided already (%(decision)s, %(when)s). Nothing was changed.") % {
        "person": change.by_name,
        "decision": change.get_to_status_display(),
        "when": date_format(localtime(change.at), "DATETIME_FORMAT"),
    }
