"""What a writer may want to know about a text before sending it, asked by the form while they write."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from blog.comments.judging import judge_comment
from blog.comments.limits import CHECKS_A_MINUTE
from blog.comments.models import TEXT_LENGTH
from blog.comments.notes import notes_on, seen_token
from blog.comments.views.posting import UncachedView
from clinicsite.core.antispam import BodyTooLarge, BodyUnreadable, is_from_this_site, read_form
from clinicsite.core.plain_text import clean_text
from clinicsite.core.senders import sender_digest
from clinicsite.core.throttle import seconds_to_wait


# Reads nothing that is stored and changes nothing; core/antispam.py asks the browser where it comes from.
@method_decorator(csrf_exempt, name="dispatch")
@method_decorator(sensitive_post_parameters(), name="dispatch")
class CheckTextView(UncachedView):
    """Judges a text, stores and logs nothing, and answers with a piece of HTML, or 204 if there is nothing to say."""

    http_method_names = ["post"]

    def post(self, request):
        try:
            typed = read_form(request)
        except (BodyTooLarge, BodyUnreadable):
            return HttpResponse(_("This could not be read."), status=400, content_type="text/plain")
        if not is_from_this_site(request):
            return HttpResponse(_("Only the forms of this site may ask."), status=403, content_type="text/plain")
        seconds = seconds_to_wait("check", sender_digest(request), limit=CHECKS_A_MINUTE, period=60)
        if seconds:
            headers = {"Retry-After": str(seconds)}
            return HttpResponse(_("Too many questions."), status=429, content_type="text/plain", headers=headers)
        text = clean_text(typed.get("comment", "")[: 2 * TEXT_LENGTH])
        judgement = judge_comment(text).judgement if text else None
        notes = notes_on(judgement) if judgement else ()
        if not notes and not (judgement and judgement.shows_help):
            return HttpResponse(status=204)
        context = {"notes": notes, "seen": seen_token(text, notes), "shows_help": judgement.shows_help}
        return render(request, "comments/check.html", context)
