"""What a moderator is told after pressing a button, with a script and without."""

from dataclasses import dataclass

from django.http import HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from blog.comments import errors
from blog.comments.desk.columns import render_cells
from blog.comments.desk.lanes import read_queue
from blog.comments.desk.rows import Row, for_rows, make_rows
from blog.comments.models import Comment

SUCCESS, WARNING, ERROR = "success", "warning", "error"
# What the screen asks before the same button may be pressed again.
ASK_CONFIRMATION, ASK_SPAM, ASK_DETAILS, ASK_REPLY = "confirm", "confirm-spam", "details", "reply"


@dataclass(frozen=True)
class Answer:
    """What happened, in a sentence. `ask` is what has to be said first; `findings` what a reply must not hold."""

    level: str
    text: str
    ask: str = ""
    findings: tuple = ()
    is_settled: bool = False


def already_decided_message(change) -> str:
    """Tells a moderator who was faster, and with what."""
    if change is None or not change.by_name:
        return _("Somebody has decided already. Nothing was changed.")
    return _("%(person)s has decided already (%(decision)s, %(when)s). Nothing was changed.") % {
        "person": change.by_name,
        "decision": change.get_to_status_display(),
        "when": date_format(localtime(change.at), "DATETIME_FORMAT"),
    }


def answer_for(error: errors.CommentError) -> Answer:
    """What a refused action tells, and what it asks for."""
    if isinstance(error, errors.AlreadyDecided):
        return Answer(WARNING, already_decided_message(error.change))
    if isinstance(error, errors.TakenByOther):
        name = error.person.get_full_name() or error.person.get_username()
        return Answer(WARNING, _("%s has taken this comment. Nothing was changed.") % name)
    if isinstance(error, errors.ReplyRefused):
        text = _("The reply was not sent, and nothing was decided. It says something that a clinic must not say.")
        return Answer(ERROR, text, ASK_REPLY, tuple(error.findings))
    for kind, (text, ask) in _SENTENCES.items():
        if isinstance(error, kind):
            return Answer(WARNING if ask else ERROR, str(text), ask)
    return Answer(ERROR, _("This cannot be done with a comment in its state."))


def why_left(error: errors.CommentError) -> str:
    """Why a comment was left as it is among several that were decided at once: there, nothing more can be asked."""
    for kind, text in _LEFT.items():
        if isinstance(error, kind):
            return str(text)
    return str(answer_for(error).text)


def reply_to_button(request, comment_id: int, answer: Answer, where: str = ""):
    """The answer as JSON for a script; else as a message above the list or screen the button stood on."""
    if wants_json(request):
        return JsonResponse(_as_json(request, comment_id, answer))
    getattr(messages, answer.level)(request, answer.text)
    if answer.ask:
        return HttpResponseRedirect(f"{reverse('comments:inspect', args=[comment_id])}?ask={answer.ask}#decide")
    return HttpResponseRedirect(get_valid_next_url_from_request(request) or where or reverse("comments:index"))


def wants_json(request) -> bool:
    """True for the desk's script."""
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def row_of(comment_id: int, user) -> Row | None:
    """A comment as it stands now, None where it is gone."""
    found = make_rows(for_rows(Comment.objects.filter(pk=comment_id)), user)
    return found[0] if found else None


def _as_json(request, comment_id: int, answer: Answer) -> dict:
    row = row_of(comment_id, request.user)
    queue = read_queue()
    findings = [
        {"words": finding.words, "why": str(finding.why), "instead": str(finding.instead)}
        for finding in answer.findings
    ]
    list_url = get_valid_next_url_from_request(request) or reverse("comments:index")
    return {
        "level": answer.level,
        "message": answer.text,
        "ask": answer.ask,
        "findings": findings,
        "cells": render_cells(row, request, list_url) if row else None,
        "done": _done(request, row, answer) if row and not row.is_waiting and answer.is_settled else "",
        "is_waiting": bool(row and row.is_waiting),
        "counts": {lane.name: lane.count for lane in queue.lanes},
        "count": queue.count,
    }


def _done(request, row: Row, answer: Answer) -> str:
    context = {"row": row, "comment": row.comment, "answer": answer}
    return render_to_string("wagtailadmin/comments/done_cell.html", context, request)


_LEFT = {
    errors.PublishingNotConfirmed: gettext_lazy(
        "Somebody may be in danger. Nothing was decided: open this comment and decide on it by itself."
    ),
    errors.SpamNotConfirmed: gettext_lazy(
        "It sounds as if somebody might be in danger. Nothing was decided: open this comment and decide on it by "
        "itself."
    ),
    errors.DetailsStand: gettext_lazy(
        "Identifying details stand in it. Nothing was decided: open this comment, and remove them or say that they "
        "may stay."
    ),
}
_SENTENCES = {
    errors.PublishingNotConfirmed: (
        gettext_lazy(
            "Somebody may be in danger. To publish this comment all the same, type the word that is asked for."
        ),
        ASK_CONFIRMATION,
    ),
    errors.AlertStillOpen: (
        gettext_lazy(
            "Somebody may be in danger, and the alert for this comment is open. Nothing was decided: close the alert "
            "first, in words, under Comment safety > Urgent comments. Then publish, refuse or mark it as spam."
        ),
        "",
    ),
    errors.SpamNotConfirmed: (
        gettext_lazy(
            "It sounds as if somebody might be in danger, and the spam score would learn these words. To mark it as "
            "spam all the same, type the word that is asked for."
        ),
        ASK_SPAM,
    ),
    errors.DetailsStand: (
        gettext_lazy("Identifying details stand in this comment. Remove them, or say that they may stay."),
        ASK_DETAILS,
    ),
    errors.SecondPersonNeeded: (gettext_lazy("You have asked for a second opinion: somebody else decides."), ""),
    errors.OwnReply: (gettext_lazy("Somebody else has to approve your own reply."), ""),
    errors.ReplyNotPublic: (gettext_lazy("Nobody answers a comment about a crisis or an emergency in public."), ""),
    errors.TextChanged: (
        gettext_lazy("Its writer has changed the comment meanwhile. Read it again; nothing was decided."),
        "",
    ),
    errors.NothingToUndo: (
        gettext_lazy("This can no longer be undone: it is too old, or something has happened since."),
        "",
    ),
    errors.ParentNotPublic: (gettext_lazy("Only a public comment can be answered."), ""),
    errors.ThreadTooDeep: (gettext_lazy("This conversation is too deep for another reply."), ""),
    errors.CommentsClosed: (gettext_lazy("The page takes no comments now."), ""),
    errors.NotAllowed: (gettext_lazy("Your account may not do this."), ""),
}
