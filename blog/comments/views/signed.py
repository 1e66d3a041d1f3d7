"""Pages behind a signed link: for one person, kept by no cache, found by no search engine, and named in no referrer."""

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from blog.comments.errors import LinkExpired, LinkForged, LinkUsedUp
from blog.comments.waiting_time import duration_in_words
from clinicsite.core.antispam import BodyTooLarge, BodyUnreadable, read_form

LONGEST_KEPT = 20_000
HEADINGS = {
    "forged": _("This link does not work"),
    "expired": _("This link is too old"),
    "used-up": _("This is gone"),
}
NOT_TAKEN = _("Your text was not taken")


class PrivateView(View):
    """A page for one person."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex"
        return response


# No token of the session: there is none. The signed link in the address is what nobody else can know; it acts by POST
# only, because programs that look through mail follow every link by GET.
@method_decorator(csrf_exempt, name="dispatch")
class SignedLinkView(PrivateView):
    """A page whose address holds a token. Subclasses say what it names in `read`, which raises what links raise."""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        # The address is a key: no page that is opened from here learns it.
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def get(self, request, token):
        return self._with_subject(request, token, self.show)

    def post(self, request, token):
        return self._with_subject(request, token, self.act)

    def read(self, token):
        """What the token names."""
        raise NotImplementedError

    def show(self, request, token, subject) -> HttpResponse:
        """The answer to a GET, which changes nothing."""
        return HttpResponseNotAllowed(["POST"])

    def act(self, request, token, subject) -> HttpResponse:
        """The answer to a POST."""
        return HttpResponseNotAllowed(["GET"])

    def _with_subject(self, request, token, answer):
        try:
            return answer(request, token, self.read(token))
        except LinkExpired as error:
            words = duration_in_words(int(error.lasted.total_seconds() // 60))
            return self.refused(request, "expired", 410, lasted_in_words=words)
        except LinkUsedUp:
            return self.refused(request, "used-up", 410)
        except LinkForged:
            return self.refused(request, "forged", 404)

    def refused(self, request, because, status, **values) -> HttpResponse:
        """Why the link or the verb is refused, with whatever was typed, to be copied."""
        context = {
            "heading": HEADINGS.get(because, NOT_TAKEN),
            "is_error": True,
            "because": because,
            "kept": self.typed(request).get("comment", "")[:LONGEST_KEPT],
            **values,
        }
        return render(request, "comments/own/refused.html", context, status=status)

    @staticmethod
    def typed(request) -> dict:
        """The posted fields; none where nothing readable was posted."""
        if request.method != "POST":
            return {}
        try:
            return read_form(request).dict()
        except (BodyTooLarge, BodyUnreadable):
            return {}
