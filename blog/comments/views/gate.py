"""Who comes through to a screen."""

from django.template.response import TemplateResponse


class AllowedOnlyMixin:
    """Answers 403 in words to everybody for whom `is_allowed` says no; Wagtail's own answer would be a redirect."""

    @staticmethod
    def is_allowed(user) -> bool:
        """Says who may; a predicate of blog.comments.permissions."""
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        if not self.is_allowed(request.user):
            return TemplateResponse(request, "wagtailadmin/comments/safety/not_open.html", status=403)
        return super().dispatch(request, *args, **kwargs)


class UncachedMixin:
    """An answer that no cache and no history of the browser keeps."""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response
