"""Why a comment has its spam score, word by word."""

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.generic import View

from blog.comments.actions.lessons import learnable_words
from blog.comments.models import Comment
from blog.comments.permissions import can_moderate
from blog.comments.spam_explanation import explain_words, model_reasons
from blog.comments.views.gate import AllowedOnlyMixin, UncachedMixin


class SpamScoreView(AllowedOnlyMixin, UncachedMixin, View):
    """The score, the words it comes from, and how much the moderators' decisions have taught so far."""

    http_method_names = ["get"]
    is_allowed = staticmethod(can_moderate)

    def get(self, request, pk):
        comment = get_object_or_404(Comment, pk=pk)
        context = {
            "comment": comment,
            "explanation": explain_words(learnable_words(comment)),
            "spam_percent": round(100 * float(comment.judgement.get("spam_score") or 0)),
            "reasons": model_reasons(comment),
        }
        return TemplateResponse(request, "wagtailadmin/comments/safety/spam_score.html", context)
