"""The endpoints behind the panel beside the editor: a form in, findings out, nothing kept.

They are Wagtail's preview views without their storage, so that they ask for the same permissions and read the form the
same way.
"""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.fields import StreamField
from wagtail.models import AbstractPage

from clinicsite.review.live_check import answer_for


class LiveCheckMixin:
    """Answers what the checker finds in a page as it stands in the form."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        return JsonResponse(answer_for(page_as_typed(form), request.user))


def page_as_typed(form):
    """The page with what stands in the form, faulty fields included. Not saved."""
    form.defer_required_fields()
    page = form.instance
    if form.is_valid():
        form.save(commit=False)
        return page
    stored = {field.name for field in page._meta.concrete_fields}
    for name in stored & form.errors.keys() & form.fields.keys():
        typed = form[name].data
        if isinstance(page._meta.get_field(name), StreamField) or isinstance(typed, str):
            setattr(page, name, typed)
    for formset in form.formsets.values():
        if formset.is_valid():
            formset.save(commit=False)
    return page


class CheckEditedPageView(LiveCheckMixin, PreviewOnEditView):
    """For a page that is saved, and whoever may edit it."""


class CheckNewPageView(LiveCheckMixin, PreviewOnCreateView):
    """For a page that is not saved yet, and whoever may add pages there."""

    def get_object(self):
        page_type = self.content_type.model_class()
        if page_type is None or not issubclass(page_type, AbstractPage):
            raise PermissionDenied
        return super().get_object()
