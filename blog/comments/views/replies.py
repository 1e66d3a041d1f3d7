"""Replies in the clinic's name: changed, approved by a second person; and the approved wording."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from blog.comments.actions.replies import approve_reply, cautions_on, edit_reply
from blog.comments.errors import (
    AlreadyDecided,
    DecisionNotPossible,
    NotAllowed,
    OwnReply,
    ReplyNotPublic,
    ReplyRefused,
)
from blog.comments.models import TEXT_LENGTH, Comment, ReplyTemplate
from blog.comments.permissions import can_approve_replies, can_reply_as_clinic
from blog.comments.views.gate import AllowedOnlyMixin, UncachedMixin

WHY_NOT = {
    ReplyNotPublic: _(
        "Nobody at the clinic answers a comment about a crisis or an emergency where others read it. "
        "Write in private, from the screen of the urgent comment."
    ),
    NotAllowed: _("You may not do this, or whoever wrote the reply may no longer reply for the clinic."),
    OwnReply: _("You wrote this reply. Another person has to approve it."),
    DecisionNotPossible: _("This cannot be done with a reply in its state."),
    AlreadyDecided: _("Somebody has decided already. Nothing was changed."),
}


class ClinicReplyView(AllowedOnlyMixin, UncachedMixin, View):
    """A reply of the clinic: what it answers, how it stands, and what the person who looks may do with it."""

    http_method_names = ["get", "post"]

    @staticmethod
    def is_allowed(user):
        return can_reply_as_clinic(user) or can_approve_replies(user)

    def get(self, request, pk):
        return self._show(self._reply(pk), None)

    def post(self, request, pk):
        reply = self._reply(pk)
        is_edit = "text" in request.POST
        try:
            if is_edit:
                edit_reply(comment=reply, author=request.user, text=request.POST["text"][: TEXT_LENGTH + 1])
                messages.success(request, _("Your change is stored."))
            else:
                approve_reply(comment=reply, moderator=request.user)
                messages.success(request, _("The reply is published."))
        except ReplyRefused as error:
            return self._show(reply, request.POST.get("text"), findings=error.findings, status=422)
        except ValueError:
            messages.error(request, _("Write a reply."))
        except tuple(WHY_NOT) as error:
            messages.error(request, WHY_NOT[type(error)])
        return HttpResponseRedirect(reverse("clinic_reply", args=[pk]))

    def _reply(self, pk):
        replies = Comment.objects.select_related("page", "parent", "staff_author", "latest_change")
        return get_object_or_404(replies, pk=pk, staff_author__isnull=False)

    def _show(self, reply, typed, *, findings=(), status=200):
        is_own = reply.staff_author_id == self.request.user.pk
        waits = reply.needs_second_person and reply.waiting_since is not None
        context = {
            "reply": reply,
            "typed": reply.waiting_text if typed is None else typed,
            "findings": findings,
            "cautions": cautions_on(reply) if waits and not findings else (),
            "is_own": is_own,
            "waits": waits,
            "may_approve": waits and not is_own and can_approve_replies(self.request.user),
            "may_edit": is_own and reply.status in ("pending", "approved") and can_reply_as_clinic(self.request.user),
        }
        return TemplateResponse(self.request, "wagtailadmin/comments/safety/clinic_reply.html", context, status=status)


class RepliesToApproveView(AllowedOnlyMixin, UncachedMixin, View):
    """Every reply of the clinic that waits for a second person."""

    http_method_names = ["get"]

    @staticmethod
    def is_allowed(user):
        return can_reply_as_clinic(user) or can_approve_replies(user)

    def get(self, request):
        waiting = Comment.objects.filter(
            needs_second_person=True, staff_author__isnull=False, waiting_since__isnull=False
        ).select_related("page", "parent", "staff_author")
        context = {"replies": waiting.order_by("waiting_since", "pk")[:100]}
        return TemplateResponse(request, "wagtailadmin/comments/safety/replies.html", context)


class ReplyTemplateViewSet(SnippetViewSet):
    """Wording that the clinic has approved. The guard looks at it too."""

    model = ReplyTemplate
    icon = "openquote"
    menu_label = _("Approved replies")
    list_display = ["title", "text", BooleanColumn("is_active", label=_("In use"))]
    list_filter = ["is_active"]
    search_fields = ["title", "text"]
    search_backend_name = None
    add_to_admin_menu = False
    menu_item_is_registered = True
