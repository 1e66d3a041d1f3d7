"""The second look at minor edits."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from clinicsite.review.actions import check_minor_edit
from clinicsite.review.errors import ReviewError
from clinicsite.review.forms import SecondLookForm
from clinicsite.review.models import MinorEdit
from clinicsite.review.permissions import can_check_minor_edits
from clinicsite.review.refusals import words_of

SHOWN = 200


class MinorEditsMixin(WagtailAdminTemplateMixin):
    """For whoever may take a second look."""

    _show_breadcrumbs = True
    header_icon = "edit"

    def dispatch(self, request, *args, **kwargs):
        if not can_check_minor_edits(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class MinorEditsView(MinorEditsMixin, TemplateView):
    """Every minor edit, those that wait first."""

    template_name = "wagtailadmin/review/minor_edits.html"
    page_title = gettext_lazy("Minor edits")

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        edits = MinorEdit.objects.select_related("page", "checked_by", "review")
        waiting = edits.awaiting_a_second_look().order_by("declared_at")
        others = edits.exclude(pk__in=waiting.values("pk"))[:SHOWN]
        return {**super().get_context_data(**kwargs), "waiting": waiting, "others": others}


class SecondLookView(MinorEditsMixin, FormView):
    """One edit: what was changed, why it was called minor, and what it was."""

    template_name = "wagtailadmin/review/second_look.html"
    page_title = gettext_lazy("Second look")
    form_class = SecondLookForm

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.edit = get_object_or_404(MinorEdit, pk=kwargs["edit_id"])

    def form_valid(self, form):
        try:
            check_minor_edit(edit=self.edit, user=self.request.user, **form.cleaned_data)
        except ReviewError as error:
            form.add_error(None, words_of(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Noted."))
        return redirect("review_minor_edits")

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("review_minor_edits"), "label": _("Minor edits")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        edit, compare_url = self.edit, ""
        if edit.page_id and edit.revision_id and edit.review.revision_id:
            ids = [edit.page_id, edit.review.revision_id, edit.revision_id]
            compare_url = reverse("wagtailadmin_pages:revisions_compare", args=ids)
        return {**super().get_context_data(**kwargs), "edit": edit, "compare_url": compare_url}
