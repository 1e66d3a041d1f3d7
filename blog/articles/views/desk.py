"""What the screens of editors share."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class EditorScreenMixin(WagtailAdminTemplateMixin):
    """A screen in the admin with the way there."""

    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), *self.crumbs(), {"url": "", "label": self.get_page_title()}]

    def crumbs(self) -> list[dict]:
        """Between the dashboard and this screen."""
        return []


class OnePageMixin(EditorScreenMixin):
    """A screen about one page, which `page_model` names. 403 unless `is_allowed`."""

    page_model = None

    def dispatch(self, request, *args, **kwargs):
        self.page = get_object_or_404(self.page_model, pk=kwargs["page_id"])
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self) -> bool:
        """Whether the person who signed in may be here."""
        raise NotImplementedError

    def crumbs(self):
        return [{"url": reverse("wagtailadmin_explore", args=[self.page.pk]), "label": self.page.draft_title}]

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "page": self.page}
