"""Who comes through to a screen, and the page that a screen stands beside."""

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page


class GateMixin(WagtailAdminTemplateMixin):
    """Answers 403 in words to everybody for whom `is_allowed` says no; Wagtail's own answer would be a redirect."""

    _show_breadcrumbs = True

    def is_allowed(self, user) -> bool:
        """Says who may; a predicate of clinicsite.review.permissions."""
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        if not self.is_allowed(request.user):
            return self.not_open()
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def not_open(self) -> TemplateResponse:
        """That this account may not."""
        return TemplateResponse(self.request, "wagtailadmin/review/not_open.html", status=403)


class BesidePageMixin(GateMixin):
    """A screen about one page, which `self.page` is."""

    def dispatch(self, request, *args, **kwargs):
        self.page = get_object_or_404(Page, pk=kwargs["page_id"], depth__gt=1).specific
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        editor = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("wagtailadmin_explore_root"), "label": _("Pages")},
            {"url": editor, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        editor = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return {**super().get_context_data(**kwargs), "beside": self.page, "editor_url": editor}
