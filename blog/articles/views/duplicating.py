"""Copy a part as the start of the next."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from blog.articles.actions import duplicate_part
from blog.articles.errors import NotAllowed
from blog.articles.models import ArticlePage
from blog.articles.permissions import can_duplicate
from blog.articles.views.desk import OnePageMixin


class DuplicateView(OnePageMixin, TemplateView):
    """Says what comes along and what does not, then copies."""

    page_model = ArticlePage
    template_name = "wagtailadmin/articles/duplicate.html"
    page_title = _("Copy as the next draft")
    header_icon = "copy"

    def is_allowed(self):
        return can_duplicate(self.request.user, self.page)

    def post(self, request, *args, **kwargs):
        try:
            copy = duplicate_part(part=self.page, user=request.user)
        except NotAllowed as error:
            raise PermissionDenied from error
        messages.success(request, _("This is the copy, a draft. Give it its own title."))
        return redirect("wagtailadmin_pages:edit", copy.pk)
