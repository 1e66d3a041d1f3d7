"""Turns a refusal anywhere in the admin into a message, with nothing lost."""

from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages

from clinicsite.review.claims_of import editor_fragment
from clinicsite.review.errors import NotReadyForReview, PublicationRefused, ReviewError
from clinicsite.review.gate.decision import REVIEW_LOST, SIGN_OFF_CODES
from clinicsite.review.models import MedicallyReviewedMixin
from clinicsite.review.permissions import can_declare_minor_edit, can_publish_unreviewed
from clinicsite.review.refusals import words_of


class RefusalMiddleware:
    """Hears refused reviews and publications that Wagtail's own views do not know of.

    The page's draft was saved before the refusal; a note that was typed comes back in the message.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """A message and the way back to the page, for people in the admin."""
        if not isinstance(exception, ReviewError) or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        if not request.user.is_authenticated:
            return None
        page_id = _page_id(request, exception)
        messages.error(request, _message(exception, page_id, _typed_note(request)), _buttons(request, exception))
        target = reverse("wagtailadmin_pages:edit", args=[page_id]) if page_id else reverse("wagtailadmin_home")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": target})
        return redirect(target)


def _page_id(request, exception) -> int | None:
    page = getattr(exception, "page", None)
    if page is not None:
        return page.pk
    return request.resolver_match.kwargs.get("page_id") if request.resolver_match else None


def _message(exception: ReviewError, page_id: int | None, note: str) -> str:
    points = ""
    if isinstance(exception, PublicationRefused):
        points = _list([(problem.path, problem.message) for problem in exception.problems], page_id)
    typed = format_html(" {} <q>{}</q>", _("You wrote:"), note) if note else ""
    return format_html("{}{}{}", words_of(exception), typed, points)


def _list(points: list[tuple[str, str]], page_id: int | None) -> str:
    editor = reverse("wagtailadmin_pages:edit", args=[page_id])
    rows = [(editor + editor_fragment(path) if path else editor, words) for path, words in points]
    return format_html('<ul class="refusal">{}</ul>', format_html_join("", '<li><a href="{}">{}</a></li>', rows))


def _typed_note(request) -> str:
    if request.method != "POST":
        return ""
    return (request.POST.get("comment") or request.POST.get("reason") or "")[:2000]


def _buttons(request, exception) -> list:
    if not isinstance(exception, PublicationRefused) or isinstance(exception, NotReadyForReview):
        return []
    codes, page = {problem.code for problem in exception.problems}, exception.page
    buttons = []
    if REVIEW_LOST in codes and can_declare_minor_edit(request.user):
        buttons.append(messages.button(reverse("review_minor_edit", args=[page.pk]), _("Only a minor edit?")))
    if codes <= SIGN_OFF_CODES and can_publish_unreviewed(request.user):
        buttons.append(messages.button(reverse("review_publish_unreviewed", args=[page.pk]), _("Publish all the same")))
    if isinstance(page, MedicallyReviewedMixin):
        buttons.append(messages.button(reverse("review_page", args=[page.pk]), _("Medical review")))
    return buttons
