"""Comparing the library with a list of retracted papers: first what it would change, then the change."""

import datetime

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.models import Page

from clinicsite.library.actions import mark_retractions
from clinicsite.library.actions.retractions import matches_of
from clinicsite.library.forms import RetractionListForm
from clinicsite.library.retraction_list import Retraction
from clinicsite.library.views.merging import LibraryViewMixin, RetractionRight
from clinicsite.library.where_cited import cited_on_pages

SALT = "clinicsite.library.retractions"
SECONDS_VALID = 3600
FAULTS_SHOWN = 50


class RetractionListView(RetractionRight, LibraryViewMixin, FormView):
    """Takes the file and shows what it says of this library; a second press changes the references."""

    template_name = "wagtailadmin/library/retractions.html"
    page_title = gettext_lazy("List of retractions")
    form_class = RetractionListForm

    def post(self, request, *args, **kwargs):
        if "changes" in request.POST:
            return self.apply(request.POST["changes"])
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        matches = matches_of(form.found.notices)
        changes = [match for match in matches if match.changes_something]
        return self.render_to_response(self.get_context_data(
            form=form,
            found=form.found,
            changes=changes,
            known_count=len(matches) - len(changes),
            shown_faults=form.found.faults[:FAULTS_SHOWN],
            pages=pages_citing([match.reference.pk for match in changes if match.notice.is_withdrawn]),
            signed=signing.dumps([packed(match.notice) for match in changes], salt=SALT, compress=True),
        ))  # fmt: skip

    def apply(self, signed: str):
        """Change what the person has seen, and nothing else."""
        try:
            rows = signing.loads(signed, salt=SALT, max_age=SECONDS_VALID)
        except signing.BadSignature:
            messages.error(self.request, _("That was more than an hour ago. Choose the file once more."))
            return redirect("library_retractions")
        changed = mark_retractions(notices=[unpacked(row) for row in rows], user=self.request.user)
        words = ngettext("%(count)d reference was changed.", "%(count)d references were changed.", len(changed))
        messages.success(self.request, words % {"count": len(changed)})
        return redirect("retracted_sources_report")


def pages_citing(reference_ids: list[int]):
    """The pages that cite any of some references, by title."""
    from_index = cited_on_pages(reference_ids)
    return Page.objects.filter(pk__in=from_index).order_by("title").defer_streamfields()


def packed(notice: Retraction) -> list:
    """A notice as a list that survives the way through the browser."""
    return [
        notice.line,
        notice.doi,
        notice.pmid,
        notice.reason,
        notice.on and notice.on.isoformat(),
        notice.is_withdrawn,
    ]


def unpacked(row: list) -> Retraction:
    """The notice again."""
    line, doi, pmid, reason, on, is_withdrawn = row
    return Retraction(line, doi, pmid, reason, datetime.date.fromisoformat(on) if on else None, is_withdrawn)
