"""Making one reference of two: the list of likely pairs, the choice, and the question before it is done."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from clinicsite.library.actions import merge_references
from clinicsite.library.errors import NothingToMerge
from clinicsite.library.forms import MergeForm
from clinicsite.library.models import Reference
from clinicsite.library.permissions import can_mark_retractions, can_merge_references
from clinicsite.library.where_cited import cited_on_pages

INDEX = "wagtailsnippets_library_reference:list"


class LibraryViewMixin(WagtailAdminTemplateMixin):
    """A screen of the library for those whom `is_allowed` names."""

    _show_breadcrumbs = True
    header_icon = "openquote"
    is_allowed = staticmethod(can_merge_references)

    def dispatch(self, request, *args, **kwargs):
        if not self.is_allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(INDEX), "label": _("References")},
            {"url": "", "label": self.get_page_title()},
        ]


class DuplicatesView(LibraryViewMixin, TemplateView):
    """References that share their title and year."""

    template_name = "wagtailadmin/library/duplicates.html"
    page_title = gettext_lazy("Probable duplicates")

    def get_context_data(self, **kwargs):
        twins = list(Reference.objects.twins())
        cited = cited_on_pages(reference.pk for reference in twins)
        for reference in twins:
            reference.pages_citing = sum(reference.pk in references for references in cited.values())
        groups = [
            # The most complete one is offered as the one to keep.
            sorted(group, key=lambda one: (-bool(one.doi), -bool(one.pmid), -one.pages_citing, one.pk))
            for _same, group in groupby(twins, key=lambda one: (one.folded_title, one.year))
        ]
        return {**super().get_context_data(**kwargs), "groups": groups}


class MergeView(LibraryViewMixin, FormView):
    """Choose which reference stays; see what that means; do it."""

    template_name = "wagtailadmin/library/merge.html"
    page_title = gettext_lazy("Merge a reference")
    form_class = MergeForm

    @cached_property
    def merged(self) -> Reference:
        """The reference that would go."""
        return get_object_or_404(Reference, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        kept = self.request.GET.get("kept", "")
        initial = {"kept": int(kept)} if kept.isascii() and kept.isdigit() and len(kept) < 19 else {}
        return {**super().get_form_kwargs(), "merged": self.merged, "initial": initial}

    def form_valid(self, form):
        kept = form.cleaned_data["kept"]
        if "confirmed" not in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, kept=kept))
        try:
            merge = merge_references(kept=kept, merged=self.merged, user=self.request.user)
        except NothingToMerge:
            messages.error(self.request, _("One of the two is no longer in the library. Nothing was changed."))
            return redirect(INDEX)
        words = _("Merged into “%(reference)s”. Citations in %(texts)d texts and %(revisions)d versions were moved.")
        numbers = {"reference": merge.kept.short_name, "texts": len(merge.changed), "revisions": merge.revisions}
        messages.success(self.request, words % numbers)
        return redirect("wagtailsnippets_library_reference:usage", merge.kept.pk)

    def get_context_data(self, **kwargs):
        pages = cited_on_pages([self.merged.pk])
        return {**super().get_context_data(**kwargs), "merged": self.merged, "page_count": len(pages)}


class RetractionRight:
    """For screens of whoever may mark a source as retracted."""

    is_allowed = staticmethod(can_mark_retractions)
