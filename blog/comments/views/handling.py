"""What a moderator's other buttons send: taking, giving back, asking, noting, looking under a cover, replying."""

from django.db import transaction
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages

from blog.comments.actions.handling import (
    LONGEST_NOTE,
    add_note,
    ask_second_opinion,
    claim_comment,
    release_comment,
    withdraw_second_opinion,
)
from blog.comments.actions.redaction import redact_comment, reveal_comment
from blog.comments.actions.replies import cautions_on, reply_as_clinic
from blog.comments.desk.access import ModeratorRequiredMixin
from blog.comments.desk.answers import ERROR, SUCCESS, Answer, answer_for, reply_to_button, wants_json
from blog.comments.desk.detail import CommentInspectView
from blog.comments.desk.rows import version_of
from blog.comments.errors import CommentError, TextChanged
from blog.comments.models import Comment, ReplyTemplate, SavedView
from blog.comments.views.moderation import decide_by_button


class HandleView(ModeratorRequiredMixin, View):
    """One button of one comment. Subclasses say what it does and what is told then."""

    http_method_names = ["post"]
    done = ""

    def handle(self, comment: Comment) -> Answer | None:
        """Do it. Raises the errors of the actions. An Answer replaces `done`."""
        raise NotImplementedError

    def post(self, request, pk):
        comment = get_object_or_404(Comment.objects.select_related("claimed_by", "page"), pk=pk)
        try:
            answer = self.handle(comment) or Answer(SUCCESS, str(self.done) % {"name": comment.author_name})
        except CommentError as error:
            answer = answer_for(error)
        return self.respond(pk, answer)

    def respond(self, pk: int, answer: Answer):
        """Tell what happened."""
        return reply_to_button(self.request, pk, answer)


class ClaimView(HandleView):
    """Takes a comment."""

    def handle(self, comment):
        claim_comment(comment=comment, moderator=self.request.user)
        return Answer(SUCCESS, _("You have taken this comment. Others see that for 15 minutes."))


class ReleaseView(HandleView):
    """Gives a comment back."""

    def handle(self, comment):
        release_comment(comment=comment, moderator=self.request.user)
        return Answer(SUCCESS, _("The comment is free again."))


class SecondOpinionView(HandleView):
    """Asks for a second opinion, or withdraws one's own request."""

    def handle(self, comment):
        if comment.second_opinion_by_id == self.request.user.pk:
            withdraw_second_opinion(comment=comment, moderator=self.request.user)
            return Answer(SUCCESS, _("You no longer ask for a second opinion. You may decide yourself."))
        ask_second_opinion(comment=comment, moderator=self.request.user)
        return Answer(SUCCESS, _("Somebody else is asked to decide on this comment."))


class NoteView(HandleView):
    """Writes a note."""

    def handle(self, comment):
        try:
            add_note(comment=comment, moderator=self.request.user, text=self.request.POST.get("note", ""))
        except ValueError:
            return Answer(ERROR, _("A note has 1 to %d characters.") % LONGEST_NOTE)
        return Answer(SUCCESS, _("The note is kept. Readers never see it."))


class RedactView(HandleView):
    """Takes identifying details out for good."""

    def handle(self, comment):
        version = self.request.POST.get("version")
        if version and version != version_of(comment):
            raise TextChanged(comment)
        redact_comment(comment=comment, moderator=self.request.user)
        return Answer(SUCCESS, _("The identifying details are removed for good."))


class RevealView(ModeratorRequiredMixin, View):
    """Shows what is covered, once; the log says who looked."""

    http_method_names = ["post"]

    def post(self, request, pk):
        comment = get_object_or_404(Comment, pk=pk)
        text = reveal_comment(comment=comment, moderator=request.user)
        if wants_json(request):
            response = JsonResponse(
                {"text": text, "message": _("The details are shown. The log says that you looked.")}
            )
        else:
            view = CommentInspectView.as_view(**_inspect_kwargs(), revealed=text)
            response = view(_as_get(request), pk=str(pk)).render()
        response.headers["Cache-Control"] = "private, no-store"
        return response


class ReplyView(HandleView):
    """Answers in the clinic's name; approves the comment first where it waits, both or neither."""

    def handle(self, comment):
        text = self.request.POST.get("reply", "")
        template = self.request.POST.get("template", "")
        chosen = ReplyTemplate.objects.filter(pk=template, is_active=True).first() if template.isdecimal() else None
        try:
            reply = self._reply(comment, text, chosen)
        except ValueError:
            return Answer(ERROR, _("Write a reply first."))
        if reply.needs_second_person:
            text = _("The reply to %(name)s waits until a second person has approved it.")
        else:
            text = _("The reply to %(name)s is published.")
        text = text % {"name": comment.author_name}
        cautions = cautions_on(reply) if reply.needs_second_person else ()
        if cautions:
            words = ", ".join(f"“{caution.words}”" for caution in cautions)
            text = _("%(done)s Words to weigh: %(words)s.") % {"done": text, "words": words}
        return Answer(SUCCESS, text, is_settled=True)

    def respond(self, pk, answer):
        if answer.is_settled or wants_json(self.request):
            return super().respond(pk, answer)
        # Without a script the screen comes back with what was typed.
        getattr(messages, answer.level)(self.request, answer.text)
        typed = self.request.POST.get("reply", "")
        view = CommentInspectView.as_view(**_inspect_kwargs(), typed_reply=typed, reply_findings=answer.findings)
        response = view(_as_get(self.request), pk=str(pk)).render()
        response.status_code = 422
        return response

    @transaction.atomic
    def _reply(self, comment, text, template):
        if self.request.POST.get("version", version_of(comment)) != version_of(comment):
            raise TextChanged(comment)
        if comment.waiting_since:
            given = {"seen": comment.status, "confirm": ""}
            decide_by_button(comment, self.request.user, self._approval(), given)
        return reply_as_clinic(parent=comment, author=self.request.user, text=text, template=template)

    def _approval(self) -> str:
        wanted = self.request.POST.get("details")
        return wanted if wanted in ("approve-redacted", "approve-as-is") else "approve"


class SaveViewView(ModeratorRequiredMixin, View):
    """Keeps the search and filters of a moderator's list under a name; the same name replaces."""

    http_method_names = ["post"]
    longest = 500

    def post(self, request):
        name, query = request.POST.get("name", "").strip()[:60], request.POST.get("query", "").lstrip("?")
        where = f"{reverse('comments:index')}?{query}"
        if not name or not query or len(query) > self.longest:
            messages.error(request, _("Give the view a name, and choose a filter first."))
            return HttpResponseRedirect(where)
        is_default = bool(request.POST.get("is_default"))
        with transaction.atomic():
            own = SavedView.objects.filter(user=request.user)
            if is_default:
                own.update(is_default=False)
            own.update_or_create(user=request.user, name=name, defaults={"query": query, "is_default": is_default})
        messages.success(request, _("The view “%s” is kept.") % name)
        return HttpResponseRedirect(where)


class DeleteViewView(ModeratorRequiredMixin, View):
    """Throws one of a moderator's own views away."""

    http_method_names = ["post"]

    def post(self, request, pk):
        view = get_object_or_404(SavedView, pk=pk, user=request.user)
        view.delete()
        messages.success(request, _("The view “%s” is gone.") % view.name)
        return HttpResponseRedirect(f"{reverse('comments:index')}?status=waiting")


def _inspect_kwargs() -> dict:
    return {"model": Comment, "index_url_name": "comments:index"}


def _as_get(request):
    request.method = "GET"
    return request
