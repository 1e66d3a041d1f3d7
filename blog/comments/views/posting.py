"""Writing a comment, without a cookie, a token or a script."""

import datetime

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import View

from blog.comments.actions.reception import TOO_SOON, Circumstances, receive_comment
from blog.comments.actions.submission import Sending, check_may_submit
from blog.comments.doubt import Doubt, doubt_about_time, form_time
from blog.comments.errors import (
    CommentsClosed,
    ConfirmationNeeded,
    NotesFirst,
    ParentNotPublic,
    SenderBlocked,
    ThreadTooDeep,
    TooManySendings,
    WriterBlocked,
)
from blog.comments.forms import CommentForm
from blog.comments.judging import judge_comment
from blog.comments.limits import ATTEMPTS_A_MINUTE, time_in_words
from blog.comments.links import own_path
from blog.comments.models import Comment, CommentStatus
from blog.comments.notes import seen_token
from blog.comments.pages import public_page
from blog.comments.proof_of_work import DIFFICULTY, issue_challenge
from blog.comments.triage import SHOWS_HELP
from clinicsite.core.antispam import BodyTooLarge, BodyUnreadable, is_from_this_site, read_form
from clinicsite.core.plain_text import clean_text
from clinicsite.core.senders import sender_digest
from clinicsite.core.throttle import seconds_to_wait

UNANSWERABLE = {
    ParentNotPublic: _("The comment you answer is no longer shown. You can send your text as a comment of its own."),
    ThreadTooDeep: _("This conversation cannot get any deeper. You can send your text as a comment of its own."),
}
NOT_FROM_HERE = _("We could not see that this came from our own page. Check your text and send it again.")
SENDER_BLOCKED = _("You cannot send comments today. If you think that is a mistake, call the clinic.")
WRITER_BLOCKED = _(
    "We take no more comments from this email address. If you think that is a mistake, call or write to the clinic."
)
TOO_MANY = _("You can send another comment in %(time)s. Your text stays in the form below.")
# What a form may carry in a field that nobody types into.
LONGEST_HIDDEN = 400
# Whatever is longer was refused for its length; its beginning tells enough about danger.
LONGEST_JUDGED = 6000
# A sending repeated within this time is its own sender's: a second press, or a phone that lost the answer.
OWN_FOR = datetime.timedelta(minutes=10)
SECONDS_A_DAY = 24 * 60 * 60


class UncachedView(View):
    """A page about one reader's own text: kept by no cache and shown by no search engine."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex"
        return response


# No token: a form on a page that caches share cannot carry one. core/antispam.py asks the browser instead.
@method_decorator(csrf_exempt, name="dispatch")
@method_decorator(sensitive_post_parameters(), name="dispatch")
class WriteCommentView(UncachedView):
    """The form by itself, for a new comment or for a reply, and the place where every comment form is sent."""

    def get(self, request, page_id, comment_id=None):
        page = public_page(request, page_id)
        if page is None or not page.shows_comments:
            raise Http404
        parent = self._parent(comment_id)
        try:
            check_may_submit(page=page, parent=parent)
        except CommentsClosed:
            return self._not_sent(request, 200, page=page)
        except (ParentNotPublic, ThreadTooDeep):
            raise Http404 from None
        return self._form(request, 200, page, parent, CommentForm(opened=form_time(page.pk, is_shared=False)))

    def post(self, request, page_id, comment_id=None):
        page = public_page(request, page_id)
        try:
            typed = read_form(request)
        except BodyTooLarge:
            return self._not_sent(request, 413, page=page)
        except BodyUnreadable:
            return self._not_sent(request, 400, page=page)
        if page is None:
            return self._not_sent(request, 404, form=CommentForm(typed))
        form = CommentForm(typed, opened=_opened(page, typed), seen=typed.get("seen", "")[:LONGEST_HIDDEN])
        return self._receive(request, page, self._parent(comment_id), form)

    def _receive(self, request, page, parent, form):
        try:
            check_may_submit(page=page, parent=parent)
        except CommentsClosed:
            return self._not_sent(request, 409, page=page, form=form)
        except (ParentNotPublic, ThreadTooDeep) as error:
            return self._again(request, 409, page, None, form, UNANSWERABLE[type(error)])
        if not is_from_this_site(request):
            return self._again(request, 403, page, parent, form, NOT_FROM_HERE)
        if "edit" in form.data:
            return self._form(request, 200, page, parent, form, is_edit=True)
        sender = sender_digest(request)
        seconds = seconds_to_wait("comment", sender, limit=ATTEMPTS_A_MINUTE, period=60)
        sending = _sending(page, parent, form, sender) if form.is_valid() else None
        if seconds and not (sending and sending.judged.judgement.shows_help):
            return self._wait(request, page, parent, form, seconds)
        if sending is None:
            return self._form(request, 422, page, parent, form)
        return self._store(request, sending, form)

    def _store(self, request, sending, form):
        page, parent = sending.page, sending.parent
        try:
            comment = receive_comment(sending=sending, circumstances=_circumstances(form.data))
        except (ParentNotPublic, ThreadTooDeep) as error:
            return self._again(request, 409, page, None, form, UNANSWERABLE[type(error)])
        except TooManySendings as error:
            return self._wait(request, page, parent, form, error.seconds)
        except SenderBlocked:
            response = self._again(request, 429, page, parent, form, SENDER_BLOCKED)
            response.headers["Retry-After"] = str(_seconds_to_midnight())
            return response
        except WriterBlocked:
            return self._again(request, 403, page, parent, form, WRITER_BLOCKED)
        except NotesFirst as error:
            form.seen = seen_token(sending.text, error.notes)
            return self._form(request, 422, page, parent, form, notes=error.notes)
        except ConfirmationNeeded as error:
            return self._confirm(request, sending, form, error)
        return HttpResponseRedirect(path_after_sending(comment, sending.sender_digest), status=303)

    def _parent(self, comment_id):
        if comment_id is None:
            return None
        # A comment that does not exist is answered like one that is not shown: nobody learns which ids exist.
        return Comment.objects.filter(pk=comment_id).first() or Comment()

    def _wait(self, request, page, parent, form, seconds):
        message = TOO_MANY % {"time": time_in_words(seconds)}
        response = self._again(request, 429, page, parent, form, message)
        response.headers["Retry-After"] = str(seconds)
        return response

    def _again(self, request, status, page, parent, form, message):
        form.add_error(None, message)
        return self._form(request, status, page, parent, form)

    def _form(self, request, status, page, parent, form, **more):
        context = {
            "commented_page": page,
            "parent": parent,
            "form": form,
            "shows_help": form.is_bound and _shows_help(form),
            **more,
        }
        return render(request, "comments/write.html", context, status=status)

    def _confirm(self, request, sending, form, error):
        now = timezone.now()
        token = form.data.get("challenge", "") if error.fault == TOO_SOON else ""
        context = {
            "commented_page": sending.page,
            "parent": sending.parent,
            "form": form,
            "fault": error.fault,
            "seconds": error.seconds,
            "challenge": token or issue_challenge(sending.keys_at(now)[0], now).token,
            "difficulty": DIFFICULTY,
        }
        return render(request, "comments/confirm.html", context, status=422)

    def _not_sent(self, request, status, page=None, form=None):
        shows_help = form is not None and _shows_help(form)
        context = {"commented_page": page, "form": form, "status": status, "shows_help": shows_help}
        return render(request, "comments/not_sent.html", context, status=status)


class CommentHeldView(UncachedView):
    """What happens next, after a comment was sent that its sender may not change."""

    http_method_names = ["get", "head"]

    def get(self, request, page_id):
        page = public_page(request, page_id)
        if page is None:
            raise Http404
        return render(request, "comments/held.html", {"commented_page": page, "shows_help": "help" in request.GET})


def _opened(page, typed) -> str:
    """The time the form carries on: that of its first showing, a new one where that is of no use."""
    token = typed.get("opened", "")[:LONGEST_HIDDEN]
    is_useless = doubt_about_time(page.pk, token, timezone.now()) not in (None, Doubt.TOO_FAST)
    return form_time(page.pk, is_shared=False) if is_useless else token


def _sending(page, parent, form, sender: str) -> Sending:
    values = form.cleaned_data
    return Sending(
        page=page,
        parent=parent,
        author_name=values["name"],
        text=values["comment"],
        email=values["email"],
        wants_replies=values["wants_replies"],
        sender_digest=sender,
    )


def _circumstances(typed) -> Circumstances:
    fields = {"opened": "opened", "trap": "subject", "seen": "seen", "challenge": "challenge", "number": "number"}
    return Circumstances(**{name: typed.get(field, "")[:LONGEST_HIDDEN] for name, field in fields.items()})


def _shows_help(form) -> bool:
    """True where the text that comes back sounds as if somebody were in danger."""
    text = clean_text(str(form["comment"].value() or "")[:LONGEST_JUDGED])
    return bool(text) and judge_comment(text).judgement.shows_help


def path_after_sending(comment: Comment, sender: str) -> str:
    """Where a writer goes from here: to the page of the comment, which only its own sender may see and change.

    Another reader may send the words of somebody's comment once more; that gives no right over it.
    """
    if comment.is_public:
        return reverse("comment_find", args=[comment.page_id, comment.pk])
    is_own = bool(sender) and comment.sender_digest == sender and timezone.now() - comment.created_at < OWN_FOR
    if is_own and comment.status == CommentStatus.PENDING:
        return own_path(comment)
    help_shown = "?help" if SHOWS_HELP.intersection(comment.label_list) else ""
    return reverse("comment_held", args=[comment.page_id]) + help_shown


def _seconds_to_midnight() -> int:
    now = timezone.now()
    return SECONDS_A_DAY - (now.hour * 60 + now.minute) * 60 - now.second
