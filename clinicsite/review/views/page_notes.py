"""Corrections and change notes of a page in the admin: all of them, and the form for the next one."""

from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from clinicsite.review.actions.notes import claims_in, write_note
from clinicsite.review.claims import BLOCK
from clinicsite.review.earlier_texts import public_texts, shown_earlier
from clinicsite.review.errors import NeverPublic, NotTruthfulEnough
from clinicsite.review.models import ChangeNote
from clinicsite.review.note_form import NoteForm
from clinicsite.review.permissions import can_write_notes
from clinicsite.review.views.gate import BesidePageMixin


class PageNotesView(BesidePageMixin, FormView):
    """Whoever may edit the page and tell its readers writes here."""

    template_name = "wagtailadmin/review/page_notes.html"
    page_title = gettext_lazy("Corrections and changes")
    header_icon = "history"

    def is_allowed(self, user):
        return can_write_notes(user, self.page)

    @cached_property
    def texts(self):
        """What the public has read of the page."""
        return public_texts(self.page)

    def get_form(self, form_class=None):
        return NoteForm(self.request.POST or None, texts=self.texts)

    def form_valid(self, form):
        values = form.cleaned_data
        found = claims_in(self.page, values["text"])
        warns = [finding for finding in found if finding.severity != BLOCK]
        if warns and not values["stands"] and len(warns) == len(found):
            return self._with_warnings(warns)
        try:
            write_note(
                page=self.page, kind=values["kind"], text=values["text"], user=self.request.user,
                earlier=values["earlier"], is_earlier_shown=values["is_earlier_shown"],
            )  # fmt: skip
        except NotTruthfulEnough as error:
            for finding in error.findings:
                form.add_error("text", claim_words(finding))
            return self.form_invalid(form)
        except NeverPublic:
            form.add_error("earlier", _("The public has never read this version. Choose another."))
            return self.form_invalid(form)
        messages.success(self.request, _("Written. Readers see it on the page now."))
        return redirect("page_notes", self.page.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _with_warnings(self, warns):
        form = NoteForm(self.request.POST, texts=self.texts, has_warnings=True)
        form.is_valid()
        for finding in warns:
            form.add_error("text", claim_words(finding))
        return self.form_invalid(form)

    def get_context_data(self, **kwargs):
        rows = ChangeNote.objects.for_page(self.page).without_earlier_text().select_related("made_by")
        return {**super().get_context_data(**kwargs), "notes": shown_earlier(list(rows)), "is_public": self.page.live}


def claim_words(finding) -> str:
    """A finding as one sentence beside the field."""
    return _("“%(words)s”: %(why)s Instead: %(facts)s") % {
        "words": finding.words, "why": finding.why, "facts": finding.facts,
    }  # fmt: skip
