"""A writer's page about one comment: how it stands, and what its writer may do."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.comments.actions.own_comments import edit_own_comment, send_own_comment_again, withdraw_own_comment
from blog.comments.errors import (
    CommentsClosed,
    DecisionNotPossible,
    EditTooLate,
    LinkUsedUp,
    ParentNotPublic,
    ThreadTooDeep,
    TooManyEdits,
    WriterBlocked,
)
from blog.comments.judging import judge_comment
from blog.comments.links import read_own_token
from blog.comments.models import ChangeEvent, Comment, CommentStatus
from blog.comments.notes import notes_on, seen_token, unseen
from blog.comments.own_forms import OwnTextForm
from blog.comments.own_rights import rights_of
from blog.comments.refusals import reason_for_writer
from blog.comments.settings_of import settings_for
from blog.comments.triage import SHOWS_HELP
from blog.comments.triage.labels import ADVERSE_EVENT
from blog.comments.views.signed import SignedLinkView
from blog.comments.waiting_time import usual_wait
from clinicsite.core.plain_text import paragraphs

# Why a text was not taken, and the status of the answer that says so.
NOT_TAKEN = {
    EditTooLate: ("too-late", 409),
    DecisionNotPossible: ("not-refused", 409),
    TooManyEdits: ("too-many", 429),
    WriterBlocked: ("blocked", 403),
    CommentsClosed: ("closed", 409),
    ParentNotPublic: ("parent-gone", 409),
    ThreadTooDeep: ("parent-gone", 409),
}
DONE = ("edited", "sent-again")
HEADINGS = {
    CommentStatus.PENDING: _("Your comment waits for a moderator"),
    CommentStatus.APPROVED: _("Your comment is on the page"),
    CommentStatus.REJECTED: _("Your comment was not published"),
    CommentStatus.REMOVED: _("Your comment was taken off the page"),
    CommentStatus.SPAM: _("Your comment was put aside"),
}


class OwnCommentView(SignedLinkView):
    """How the comment stands."""

    http_method_names = ["get", "head"]

    def read(self, token):
        return comment_of(token)

    def show(self, request, token, comment):
        settings = settings_for(comment)
        change = comment.latest_change
        context = {
            **described(comment),
            "heading": HEADINGS[CommentStatus(comment.status)],
            "token": token,
            "rights": rights_of(comment, settings),
            "wait": usual_wait(settings),
            "done": request.GET.get("done") if request.GET.get("done") in DONE else "",
            "is_new": bool(change and change.event == ChangeEvent.SENT),
            "edit_refused": bool(change and change.event == ChangeEvent.EDIT_REFUSED),
            "edit_reason": reason_for_writer(change.reason) if change else "",
        }
        return render(request, "comments/own/comment.html", context)


class OwnEditView(SignedLinkView):
    """A new text: for a comment that waits or is public, or for a refused one that is sent again."""

    def read(self, token):
        return comment_of(token)

    def show(self, request, token, comment):
        form = OwnTextForm()
        form.initial["comment"] = comment.waiting_text
        return self._answer(request, token, comment, form, 200)

    def act(self, request, token, comment):
        form = OwnTextForm(self.typed(request))
        if not form.is_valid():
            return self._answer(request, token, comment, form, 422)
        if notes := self._unseen_notes(comment, form):
            return self._answer(request, token, comment, form, 422, notes)
        is_refused = rights_of(comment, settings_for(comment)).may_send_again
        verb = send_own_comment_again if is_refused else edit_own_comment
        try:
            verb(comment=comment, text=form.cleaned_data["comment"])
        except tuple(NOT_TAKEN) as error:
            return self.refused(request, *NOT_TAKEN[type(error)], token=token, comment=comment)
        done = "sent-again" if is_refused else "edited"
        return HttpResponseRedirect(f"{reverse('comment_own', args=[token])}?done={done}", status=303)

    def _unseen_notes(self, comment, form) -> tuple:
        """What the writer should think about before this text is sent, as long as it was not shown for it."""
        text = form.cleaned_data["comment"]
        notes = notes_on(judge_comment(text, comment.author_name).judgement)
        return notes if unseen(notes, form.data.get("notes", ""), text) else ()

    def _answer(self, request, token, comment, form, status, notes=()):
        rights = rights_of(comment, settings_for(comment))
        if not rights.may_edit and not rights.may_send_again:
            is_blocked = comment.commenter and comment.commenter.blocked_at
            because, status = NOT_TAKEN[WriterBlocked if is_blocked else EditTooLate]
            return self.refused(request, because, status, token=token, comment=comment)
        heading = _("Change your comment and send it again") if rights.may_send_again else _("Change your comment")
        context = {**described(comment), "heading": heading, "token": token, "form": form, "rights": rights}
        context["is_error"] = bool(form.errors)
        if notes:
            context |= {"notes": notes, "notes_seen": seen_token(form.cleaned_data["comment"], notes)}
        return render(request, "comments/own/edit.html", context, status=status)


class OwnWithdrawView(SignedLinkView):
    """Taking the comment back, after a question."""

    def read(self, token):
        return comment_of(token)

    def show(self, request, token, comment):
        context = {**described(comment), "heading": _("Take your comment back?"), "token": token}
        return render(request, "comments/own/withdraw.html", context)

    def act(self, request, token, comment):
        withdraw_own_comment(comment=comment)
        return HttpResponseRedirect(reverse("comment_withdrawn"), status=303)


def comment_of(token: str) -> Comment:
    """The comment a link names, as long as its writer has not taken it back. Raises as read_own_token."""
    comment = read_own_token(token)
    if comment.status == CommentStatus.WITHDRAWN:
        raise LinkUsedUp(comment)
    return comment


def described(comment: Comment) -> dict:
    """What every page about a comment says of it."""
    return {
        "comment": comment,
        "commented_page": comment.page,
        "edited_paragraphs": paragraphs(comment.edited_text) if comment.edited_text else [],
        "reason": reason_for_writer(comment.refusal_reason) if comment.refusal_reason else "",
        "tells_of_side_effect": ADVERSE_EVENT in comment.label_list,
        "shows_help": bool(SHOWS_HELP.intersection(comment.label_list)),
    }
