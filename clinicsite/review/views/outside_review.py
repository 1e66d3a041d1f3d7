"""A draft for a reviewer without a login, behind a link that expires, and the reviewer's answer."""

from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import View

from clinicsite.core.antispam import BodyTooLarge, BodyUnreadable, read_form
from clinicsite.core.senders import sender_digest
from clinicsite.core.throttle import seconds_to_wait
from clinicsite.review.actions.outside_review import (
    Answer,
    Words,
    counts_as_sign_off,
    find_link,
    note_visit,
    receive_answer,
)
from clinicsite.review.errors import (
    AlreadyReviewed,
    CredentialExpired,
    CredentialMissing,
    LinkClosed,
    LinkOfWriter,
    LinkUnknown,
    OpinionOnly,
    ReviewerIsAuthor,
    ReviewerIsEditor,
    ReviewError,
    ReviewerUnreachable,
    RevisionOutdated,
    SignOffNotHeld,
)
from clinicsite.review.models import LinkOutcome, LinkState
from clinicsite.review.outside_forms import OutsideAnswerForm
from clinicsite.review.sections import sections_of
from clinicsite.review.tasks import move_on
from clinicsite.review.views.reading_copy import ReadingCopy, kept_by_nobody, reading_copy

TRIES_A_MINUTE, ANSWERS_A_MINUTE, A_MINUTE = 20, 10, 60
LONGEST_KEPT = 100_000
HEADINGS = {
    "unknown": _("This link does not work"),
    "too-many": _("Too many tries"),
    "too-large": _("This is too long"),
    "unreadable": _("We could not read this"),
    LinkState.EXPIRED: _("This link has expired"),
    LinkState.REVOKED: _("This link was withdrawn"),
    LinkState.SUPERSEDED: _("There is a newer version of this page"),
    LinkState.ANSWERED: _("You have answered already"),
}
# What stands against a decision, in words to the reviewer.
REFUSALS = {
    CredentialExpired: _("The credential that the clinic has on file for you has expired. Ask the clinic to renew it."),
    CredentialMissing: _("The clinic has no credential with an issuer and a number on file for you."),
    ReviewerIsAuthor: _("You are named as the author of this page, and nobody reviews their own text."),
    ReviewerIsEditor: _("You made the last changes to this page, and nobody reviews their own changes."),
    SignOffNotHeld: _("Your account at the clinic may not sign off pages. Ask an administrator for that right."),
    ReviewerUnreachable: _("The clinic keeps another address for you by now. Ask whoever invited you for a new link."),
    LinkOfWriter: _(
        "Whoever wrote this text, or changed it last, has sent this link or reads its mail, so an approval by it "
        "counts for nothing. Ask the clinic for a link from somebody else. You can still send comments."
    ),
    OpinionOnly: _("Only members of the clinic’s team approve. You can still comment or ask for changes."),
    AlreadyReviewed: _("Somebody has signed off this version already. You can still send comments."),
}
NOT_RECORDED = _("Your decision could not be recorded. You can still send comments; the clinic will see to the rest.")
TOO_MANY_ANSWERS = _("You have sent several answers within a minute. Wait a minute, then send this one.")


# No token of a session: there is none. The link in the address is what a stranger's page cannot know, and it acts by
# POST only, because programs that look through mail follow every link by GET.
@method_decorator(csrf_exempt, name="dispatch")
@method_decorator(sensitive_post_parameters(), name="dispatch")
class OutsideReviewView(View):
    """The draft as readers would see it, and below it the form for the answer."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        try:
            link = find_link(kwargs["token"])
        except LinkUnknown:
            return kept_by_nobody(self._unknown(request))
        return kept_by_nobody(super().dispatch(request, link, **kwargs))

    def get(self, request, link, token):
        if not link.is_current or link.state not in (LinkState.OPEN, LinkState.ANSWERED):
            return closed(request, link.state, 410)
        if request.method == "GET":
            note_visit(link)
        return self._draft(request, link, token, self._form(link), is_sent="sent" in request.GET)

    def post(self, request, link, token):
        try:
            typed = read_form(request)
        except BodyTooLarge:
            return closed(request, "too-large", 413)
        except BodyUnreadable:
            return closed(request, "unreadable", 400)
        if link.state != LinkState.OPEN:
            return self._refused(request, link, typed)
        form = self._form(link, typed)
        if seconds_to_wait("draft-answer", str(link.pk), limit=ANSWERS_A_MINUTE, period=A_MINUTE):
            return self._again(request, link, token, form, TOO_MANY_ANSWERS, 429)
        if not form.is_valid():
            return self._draft(request, link, token, form, 422)
        try:
            take(link, answer_of(form))
        except (LinkClosed, RevisionOutdated):
            return self._refused(request, find_link(token), typed)
        except ReviewError as error:
            return self._again(request, link, token, form, REFUSALS.get(type(error), NOT_RECORDED), 409)
        return HttpResponseRedirect(f"{reverse('outside_review', args=[token])}?sent#outside-review", status=303)

    def _form(self, link, typed=None):
        sections = sections_of(link.page.latest_revision.as_object())
        may_approve = link.reviewer_page_id is not None
        credentials = link.reviewer_credentials
        return OutsideAnswerForm(typed, sections=sections, credentials=credentials, may_approve=may_approve)

    def _again(self, request, link, token, form, message, status):
        form.add_error(None, message)
        response = self._draft(request, link, token, form, status)
        if status == 429:
            response.headers["Retry-After"] = str(A_MINUTE)
        return response

    def _draft(self, request, link, token, form, status=200, *, is_sent=False):
        values = {
            "link": link,
            "token": token,
            "form": form,
            "is_sent": is_sent,
            "is_open": link.state == LinkState.OPEN,
            "signs_off": counts_as_sign_off(link),
            "comments": list(link.comments.all()),
        }
        copy = ReadingCopy(
            mark="draft", top="review/outside/top.html", foot="review/outside/answer.html", values=values
        )  # fmt: skip
        return reading_copy(request, link.page.latest_revision.as_object(), copy, status=status)

    def _refused(self, request, link, typed):
        """A link that takes no answer any more gives back whatever was typed."""
        status = 410 if link.state in (LinkState.EXPIRED, LinkState.REVOKED) else 409
        return closed(request, link.state, status, kept_words(typed))

    def _unknown(self, request):
        wait = seconds_to_wait("draft-link", sender_digest(request), limit=TRIES_A_MINUTE, period=A_MINUTE)
        typed = {}
        if request.method == "POST":
            try:
                typed = read_form(request)
            except (BodyTooLarge, BodyUnreadable):
                return closed(request, "unreadable", 400)
        response = closed(request, "too-many" if wait else "unknown", 429 if wait else 404, kept_words(typed))
        if wait:
            response.headers["Retry-After"] = str(wait)
        return response


@transaction.atomic
def take(link, answer: Answer) -> None:
    """Store the answer; a review of a page that waits for one also ends its step of the workflow."""
    link = receive_answer(link=link, answer=answer)
    if answer.outcome and counts_as_sign_off(link):
        comment = "\n\n".join(words.text for words in answer.comments)
        move_on(page=link.page.specific, is_approval=answer.outcome == LinkOutcome.APPROVED, comment=comment)


def closed(request, because, status: int, kept: str = ""):
    """A plain page that says why there is no draft, with whatever was typed, to be copied."""
    context = {"heading": HEADINGS[because], "because": str(because), "kept": kept[:LONGEST_KEPT]}
    return render(request, "review/outside/closed.html", context, status=status)


def kept_words(typed) -> str:
    """Every comment in a posted form, whichever sections the page has by now."""
    names = ["general", *sorted(name for name in typed if name.startswith("section_"))]
    return "\n\n".join(words for name in names if (words := str(typed.get(name, "")).strip()))


def answer_of(form: OutsideAnswerForm) -> Answer:
    """What a valid form says."""
    values = form.cleaned_data
    comments = [Words(values["general"])] + [
        Words(values[field.name], section.block_id, section.title) for section, field in form.section_fields
    ]
    return Answer(
        comments=[words for words in comments if words.text],
        outcome=values["outcome"],
        credentials=values["credentials"],
        evidence_checked_on=values["evidence_checked_on"],
    )
