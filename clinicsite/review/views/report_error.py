"""Telling the clinic what is wrong with a page: without a cookie, a token or a script."""

import datetime

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import View

from clinicsite.core.antispam import (
    BodyTooLarge,
    BodyUnreadable,
    is_from_this_site,
    read_form,
    read_signed_time,
    signed_time,
)
from clinicsite.core.reader_text import look_at
from clinicsite.core.senders import sender_digest
from clinicsite.core.throttle import seconds_to_wait
from clinicsite.review.actions.error_reports import receive_report
from clinicsite.review.models import ReportKind
from clinicsite.review.report_forms import ErrorReportForm
from clinicsite.review.views.reading_copy import public_page

NOT_FROM_HERE = _("We could not see that this came from our own page. Check your text and send it again.")
TOO_FAST = _("That was very quick. Check your text and send it again.")
TOO_OLD = _("This form has been open for a long time. Check your text and send it again.")
# Nobody reads the form and fills it in faster; a day is long enough for anybody.
FASTEST = datetime.timedelta(seconds=3)
STALE = datetime.timedelta(days=1)
A_MINUTE, A_DAY = 60, 24 * 60 * 60
TRIES_A_MINUTE, REPORTS_A_DAY = 8, 30
LONGEST_HIDDEN = 400


class ReportView(View):
    """A page about one reader's own text: kept by no cache and shown by no search engine."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex"
        return response


# No token: nobody who reads the site has a session. core/antispam.py asks the browser where a post comes from.
@method_decorator(csrf_exempt, name="dispatch")
@method_decorator(sensitive_post_parameters(), name="dispatch")
class ReportErrorView(ReportView):
    """The form, and where it is sent."""

    def get(self, request, page_id):
        page = public_page(request, page_id)
        if page is None:
            raise Http404
        return self._form(request, page, ErrorReportForm(opened=form_time(page.pk)))

    def post(self, request, page_id):
        page = public_page(request, page_id)
        try:
            typed = read_form(request)
        except BodyTooLarge:
            return self._not_sent(request, 413, page)
        except BodyUnreadable:
            return self._not_sent(request, 400, page)
        opened, seen = typed.get("opened", "")[:LONGEST_HIDDEN], typed.get("seen", "")[:LONGEST_HIDDEN]
        form = ErrorReportForm(typed, opened=opened, seen=seen)
        if page is None:
            return self._not_sent(request, 404, None, form)
        if not is_from_this_site(request):
            return self._again(request, page, form, NOT_FROM_HERE, 403)
        return self._receive(request, page, form)

    def _receive(self, request, page, form):
        sender = sender_digest(request)
        wait = seconds_to_wait("error-report", sender, limit=TRIES_A_MINUTE, period=A_MINUTE)
        look = look_at(str(form["text"].value() or ""))
        # Whoever may be in danger is heard, however often they try.
        if wait and not look.shows_help:
            return self._wait(request, page, form, wait)
        if not form.is_valid():
            return self._form(request, page, form, 422, look)
        if not look.shows_help and (doubt := doubt_about_time(page.pk, form.opened)):
            return self._again(request, page, form, doubt, 422)
        text = form.cleaned_data["text"]
        if look.identifying and not constant_time_compare(form.seen, seen_mark(text)):
            form.seen = seen_mark(text)
            return self._form(request, page, form, 422, look)
        wait = seconds_to_wait("error-reports-a-day", sender, limit=REPORTS_A_DAY, period=A_DAY)
        if wait and not look.shows_help:
            return self._wait(request, page, form, wait)
        values = {name: form.cleaned_data[name] for name in ("kind", "text", "email")}
        receive_report(page=page, may_be_urgent=look.shows_help, **values)
        help_shown = "?help" if look.shows_help else ""
        return HttpResponseRedirect(reverse("report_error_sent", args=[page.pk]) + help_shown, status=303)

    def _wait(self, request, page, form, seconds):
        minutes = -(-seconds // A_MINUTE)
        words = ngettext(
            "You can send another report in %d minute. Your text stays in the form below.",
            "You can send another report in %d minutes. Your text stays in the form below.",
            minutes,
        )
        response = self._again(request, page, form, words % minutes, 429)
        response.headers["Retry-After"] = str(seconds)
        return response

    def _again(self, request, page, form, message, status):
        form.add_error(None, message)
        return self._form(request, page, form, status)

    def _form(self, request, page, form, status=200, look=None):
        # A form that came back keeps its first time, so that its writer need not wait twice.
        if status != 200 and doubt_about_time(page.pk, form.opened) not in (None, TOO_FAST):
            form.opened = form_time(page.pk)
        context = {"reported_page": page, "form": form, "kinds": ReportKind.choices, "look": look}
        return render(request, "review/report_error.html", context, status=status)

    def _not_sent(self, request, status, page, form=None):
        kept = str(form["text"].value() or "") if form else ""
        context = {"reported_page": page, "status": status, "kept": kept, "look": look_at(kept)}
        return render(request, "review/report_not_sent.html", context, status=status)


class ReportSentView(ReportView):
    """What happens next."""

    http_method_names = ["get", "head"]

    def get(self, request, page_id):
        page = public_page(request, page_id)
        if page is None:
            raise Http404
        context = {"reported_page": page, "shows_help": "help" in request.GET}
        return render(request, "review/report_sent.html", context)


def form_time(page_id: int) -> str:
    """What the form carries: when it was handed out, signed."""
    return signed_time(_purpose(page_id), timezone.now())


def doubt_about_time(page_id: int, token: str):
    """What is odd about the time at which the form was handed out, in words to its writer; None where nothing is."""
    now = timezone.now()
    handed = read_signed_time(_purpose(page_id), token, now)
    if handed is None or now - handed.at > STALE:
        return TOO_OLD
    return TOO_FAST if now - handed.at < FASTEST else None


def seen_mark(text: str) -> str:
    """Says that the note about identifying details was shown for this very text."""
    return salted_hmac("review.report.seen", text, algorithm="sha256").hexdigest()


def _purpose(page_id: int) -> str:
    return f"error-report:{page_id}"
