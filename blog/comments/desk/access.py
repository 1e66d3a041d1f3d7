"""Who gets in."""

from django.template.response import TemplateResponse

from blog.comments.permissions import can_moderate


class ModeratorRequiredMixin:
    """Answers 403 to everybody who may not moderate; Wagtail's own answer would be a redirect."""

    def dispatch(self, request, *args, **kwargs):
        if not can_moderate(request.user):
            return TemplateResponse(request, "wagtailadmin/comments/no_permission.html", status=403)
        return super().dispatch(request, *args, **kwargs)
