"""What the owner of an address opens: proving it, everything tied to it, and silence."""

from contextlib import suppress

from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from blog.comments.actions.addresses import ask_for_link, prove_address, resume_mail, stop_mail
from blog.comments.actions.erasure import erase_commenter, export_commenter
from blog.comments.actions.trust import publish_trusted_comment
from blog.comments.errors import DecisionNotPossible
from blog.comments.links import ALL, PROVE, PUBLISH, STOP, all_path, own_path, read_commenter_token, read_own_token
from blog.comments.models import Commenter, ErasureRecord
from blog.comments.own_forms import AddressForm
from blog.comments.standing import standings_of
from blog.comments.views.signed import PrivateView, SignedLinkView
from clinicsite.core.antispam import is_from_this_site
from clinicsite.core.senders import sender_digest
from clinicsite.core.throttle import seconds_to_wait

REQUESTS = 10
PERIOD = 600
HEADING = _("Your comments")
DONE = ("proved", "stopped", "resumed")


# The form stands on a page without a session. The browser's own word on where the post comes from replaces a token.
@method_decorator(csrf_exempt, name="dispatch")
class YoursView(PrivateView):
    """Asks for an address and mails a link to it. The answer is the same whether the address is known or not."""

    def get(self, request):
        is_sent = request.GET.get("sent") == "1"
        return render(
            request, "comments/own/yours.html", {"heading": HEADING, "form": AddressForm(), "is_sent": is_sent}
        )

    def post(self, request):
        form = AddressForm(SignedLinkView.typed(request))
        if not is_from_this_site(request):
            return self._again(request, form, 403, is_foreign=True)
        if not form.is_valid():
            return self._again(request, form, 422)
        wait = seconds_to_wait("comment-yours", sender_digest(request), limit=REQUESTS, period=PERIOD)
        if wait:
            response = self._again(request, form, 429, wait_minutes=-(-wait // 60))
            response.headers["Retry-After"] = str(wait)
            return response
        ask_for_link(address=form.cleaned_data["email"])
        return HttpResponseRedirect(f"{reverse('comment_yours')}?sent=1", status=303)

    def _again(self, request, form, status, **values):
        context = {"heading": HEADING, "is_error": True, "form": form, **values}
        return render(request, "comments/own/yours.html", context, status=status)


class ProveView(SignedLinkView):
    """Proves an address, by a button: programs that look through mail press none."""

    def read(self, token):
        return read_commenter_token(PROVE, token)

    def show(self, request, token, commenter):
        context = {"heading": _("Is this your address?"), "token": token}
        return render(request, "comments/own/address.html", context)

    def act(self, request, token, commenter):
        prove_address(commenter=commenter)
        return HttpResponseRedirect(f"{all_path(commenter)}?done=proved", status=303)


class PublishView(SignedLinkView):
    """Shows a trusted writer's comment at once, by a button in a page that only the mail leads to."""

    def read(self, token):
        return read_own_token(token, PUBLISH)

    def show(self, request, token, comment):
        context = {"heading": _("Publish your comment now?"), "token": token, "comment": comment}
        return render(request, "comments/own/publish.html", context)

    def act(self, request, token, comment):
        # Where it may not be published any more, the writer's page says how it stands.
        with suppress(DecisionNotPossible):
            publish_trusted_comment(comment=comment)
        return HttpResponseRedirect(own_path(comment), status=303)


class AllView(SignedLinkView):
    """Everything tied to an address."""

    http_method_names = ["get", "head"]
    template = "comments/own/all.html"
    heading = HEADING

    def read(self, token):
        return read_commenter_token(ALL, token)

    def show(self, request, token, commenter):
        context = {
            "heading": self.heading,
            "token": token,
            "commenter": commenter,
            "standings": standings_of(commenter),
            "done": request.GET.get("done") if request.GET.get("done") in DONE else "",
        }
        return render(request, self.template, context)


class ExportView(AllView):
    """The same as a file."""

    def show(self, request, token, commenter):
        readable = {"indent": 2, "ensure_ascii": False}
        response = JsonResponse(export_commenter(commenter=commenter), json_dumps_params=readable)
        response.headers["Content-Disposition"] = 'attachment; filename="my-comments.json"'
        return response


class EraseView(AllView):
    """Erases everything tied to an address, after a question."""

    http_method_names = ["get", "head", "post"]
    template = "comments/own/erase.html"
    heading = _("Erase everything?")

    def act(self, request, token, commenter):
        erase_commenter(commenter=commenter, cause=ErasureRecord.Cause.OWN_REQUEST)
        return HttpResponseRedirect(reverse("comment_erased"), status=303)


class MailView(AllView):
    """Stops all mail to the address, or lets it come again."""

    http_method_names = ["post"]

    def act(self, request, token, commenter):
        stops = self.typed(request).get("mail") == "stop"
        (stop_mail if stops else resume_mail)(commenter=commenter)
        done = "stopped" if stops else "resumed"
        return HttpResponseRedirect(f"{reverse('comment_yours_all', args=[token])}?done={done}", status=303)


class StopMailView(SignedLinkView):
    """One click that ends all mail: at once by POST, as mail programs send it (RFC 8058), by a button after a GET."""

    def read(self, token):
        return read_commenter_token(STOP, token)

    def show(self, request, token, commenter):
        return self._answer(request, token, commenter)

    def act(self, request, token, commenter):
        resumes = self.typed(request).get("mail") == "resume"
        commenter = (resume_mail if resumes else stop_mail)(commenter=commenter)
        return self._answer(request, token, commenter, is_done=True)

    def _answer(self, request, token, commenter: Commenter, is_done: bool = False):
        is_stopped = commenter.mail_stopped_at is not None
        heading = _("No mail for you") if is_stopped else _("Mail about your comments")
        context = {"heading": heading, "token": token, "is_stopped": is_stopped, "is_done": is_done}
        return render(request, "comments/own/mail_stop.html", context)


class GoneView(PrivateView):
    """Says that something is gone, at an address without a token."""

    http_method_names = ["get", "head"]
    what = ""

    def get(self, request):
        heading = _("Taken back") if self.what == "comment" else _("Erased")
        return render(request, "comments/own/gone.html", {"heading": heading, "what": self.what})
