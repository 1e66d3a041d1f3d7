"""Moderators pinning and accepting answers from the public page."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages

from blog.comments.actions.highlights import accept_answer, pin_comment, unaccept_answer, unpin_comment
from blog.comments.errors import DecisionNotPossible, NotAllowed
from blog.comments.models import Comment

VERBS = {"pin": pin_comment, "unpin": unpin_comment, "accept": accept_answer, "unaccept": unaccept_answer}
NOT_POSSIBLE = _("Only a public comment of the clinic that holds no praise can stand in front.")


class HighlightView(View):
    """One of four verbs, then back to the comment's place. An admin address: a token and an account are needed."""

    http_method_names = ["post"]

    def post(self, request, pk):
        comment = get_object_or_404(Comment.objects.filter(page__isnull=False), pk=pk)
        verb = VERBS.get(request.POST.get("verb"))
        try:
            if verb is None:
                raise DecisionNotPossible(comment)
            verb(comment=comment, moderator=request.user)
        except NotAllowed:
            return TemplateResponse(request, "wagtailadmin/comments/no_permission.html", status=403)
        except DecisionNotPossible:
            messages.error(request, NOT_POSSIBLE)
            return HttpResponseRedirect(reverse("comments:inspect", args=[comment.pk]))
        return HttpResponseRedirect(reverse("comment_find", args=[comment.page_id, comment.pk]))
