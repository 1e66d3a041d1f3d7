"""What a reader may say about a comment without an account: that it helped, or that a moderator should look."""

from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from blog.comments.actions.reports import report_comment
from blog.comments.actions.votes import mark_helpful
from blog.comments.errors import CommentsClosed, DecisionNotPossible, TooManyReports
from blog.comments.models import ReportReason, ThreadOrder
from blog.comments.report_form import ReportForm
from blog.comments.rows import badge_of, readable, split_text
from blog.comments.views.reading import page_and_comment, uncached
from clinicsite.core.antispam import BodyTooLarge, BodyUnreadable, is_from_this_site, read_form
from clinicsite.core.senders import sender_digest
from clinicsite.core.throttle import seconds_to_wait

CLICKS, CLICKS_PERIOD = 40, 600
NOT_FROM_HERE = _("We could not see that this came from our own page. Go back, reload the page and try once more.")
UNREADABLE = _("It reached us in a form we cannot read. Go back and send it from there again.")
TOO_MANY = _("That was a lot in a short time. Wait a few minutes, then try once more.")
REPORTED_BEFORE = _("You have reported this comment today already. A moderator will look.")
GONE = _("The comment was taken back meanwhile. There is nothing left to do.")
COUNTED = _("Thank you. Your vote is counted.")
COUNTED_BEFORE = _("You have found this comment helpful today already. It counts once.")
RETRY_AFTER = 600


# No token: the buttons stand on a page that caches share. The browser says where a post comes from instead.
@method_decorator(csrf_exempt, name="dispatch")
class ReaderWordView(View):
    """What votes and reports have in common: a public comment, a sender who does not flood, an answer nobody keeps."""

    def dispatch(self, request, *args, **kwargs):
        return uncached(super().dispatch(request, *args, **kwargs))

    def post(self, request, page_id, comment_id):
        page, comment = page_and_comment(request, page_id, comment_id)
        try:
            typed = read_form(request)
        except (BodyTooLarge, BodyUnreadable):
            return self.answer(request, page, comment, UNREADABLE, 400)
        if not is_from_this_site(request):
            return self.answer(request, page, comment, NOT_FROM_HERE, 403)
        sender = sender_digest(request)
        if seconds_to_wait("comment-words", sender, limit=CLICKS, period=CLICKS_PERIOD):
            return self.answer(request, page, comment, TOO_MANY, 429)
        try:
            return self.receive(request, page, comment, typed, sender)
        except (CommentsClosed, DecisionNotPossible):
            return self.answer(request, page, comment, GONE, 409)

    def answer(self, request, page, comment, message, status=200):
        """A short page that says what became of it."""
        context = {"commented_page": page, "comment": comment, "message": message, "status": status}
        response = render(request, "comments/word.html", context, status=status)
        if status == 429:
            response.headers["Retry-After"] = str(RETRY_AFTER)
        return response


class HelpfulView(ReaderWordView):
    """Counts a reader once a day and says so; another click changes nothing."""

    http_method_names = ["post"]

    def receive(self, request, page, comment, typed, sender):
        is_new = mark_helpful(page=page, comment=comment, sender=sender)
        if wants_json(request):
            comment.refresh_from_db(fields=["helpful_count"])
            return JsonResponse({"message": str(COUNTED if is_new else COUNTED_BEFORE), "count": comment.helpful_count})
        query = order_query(request, "again" if not is_new else "")
        return HttpResponseRedirect(reverse("comment_helpful_counted", args=[page.pk, comment.pk]) + query, status=303)

    def answer(self, request, page, comment, message, status=200):
        if wants_json(request):
            return JsonResponse({"message": str(message)}, status=status)
        return super().answer(request, page, comment, message, status)


class ReportView(ReaderWordView):
    """The form for a report, and where it is sent."""

    http_method_names = ["get", "head", "post"]

    def get(self, request, page_id, comment_id):
        page, comment = page_and_comment(request, page_id, comment_id)
        return self._form(request, page, comment, ReportForm())

    def receive(self, request, page, comment, typed, sender):
        form = ReportForm(typed)
        if not form.is_valid():
            return self._form(request, page, comment, form, 422)
        try:
            is_new = report_comment(page=page, comment=comment, sender=sender, **form.cleaned_data)
        except TooManyReports:
            return self.answer(request, page, comment, TOO_MANY, 429)
        if not is_new:
            return self.answer(request, page, comment, REPORTED_BEFORE)
        return HttpResponseRedirect(reverse("comment_report_sent", args=[page.pk, comment.pk]), status=303)

    def _form(self, request, page, comment, form, status=200):
        context = {
            "commented_page": page,
            "comment": comment,
            "name": shown_name(comment),
            "quote": split_text(comment.paragraphs),
            "form": form,
            "reasons": ReportReason.choices,
        }
        return render(request, "comments/report.html", context, status=status)


class HelpfulCountedView(View):
    """Says that a vote was counted, today or just now, and leads back to the comment."""

    http_method_names = ["get", "head"]

    def get(self, request, page_id, comment_id):
        page, comment = page_and_comment(request, page_id, comment_id)
        message = COUNTED_BEFORE if "again" in request.GET else COUNTED
        context = {
            "commented_page": page, "comment": comment, "is_counted": True, "message": message,
            "order_query": order_query(request),
        }  # fmt: skip
        return uncached(render(request, "comments/word.html", context))


class ReportSentView(View):
    """What happens next, after a report was sent."""

    http_method_names = ["get", "head"]

    def get(self, request, page_id, comment_id):
        page, comment = page_and_comment(request, page_id, comment_id)
        context = {"commented_page": page, "comment": comment, "is_sent": True}
        return uncached(render(request, "comments/word.html", context))


def wants_json(request) -> bool:
    """True for the script of the page, which tells the reader without leaving it."""
    return request.headers.get("Accept", "") == "application/json"


def order_query(request, *words: str) -> str:
    """The order a reader has chosen, with further words, as the end of an address."""
    order = request.GET.get("order")
    parts = [f"order={order}" if order in ThreadOrder.values else "", *words]
    query = "&".join(part for part in parts if part)
    return f"?{query}" if query else ""


def shown_name(comment) -> str:
    """The name readers see. One query for a comment of the clinic."""
    if comment.staff_author_id is None:
        return comment.author_name
    badge = badge_of(readable(type(comment).objects.filter(pk=comment.pk)).get())
    return badge.name
