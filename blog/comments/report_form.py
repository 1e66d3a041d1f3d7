"""What a reader says when they report a comment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from blog.comments.models import ReportReason
from clinicsite.core.form_fields import CleanedField
from clinicsite.core.plain_text import clean_text

NOTE_LENGTH = 500


class ReportForm(forms.Form):
    """A reason of the closed list, and a few words for the moderator."""

    reason = forms.ChoiceField(
        choices=ReportReason.choices,
        error_messages={
            "required": _("Choose what is wrong with the comment"),
            "invalid_choice": _("Choose what is wrong with the comment"),
        },
    )
    note = CleanedField(cleaner=clean_text, required=False)

    def __init__(self, data=None):
        super().__init__(data, auto_id="report-%s")

    def clean_note(self):
        note = self.cleaned_data["note"]
        if len(note) > NOTE_LENGTH:
            raise forms.ValidationError(_("Shorten your words to %d characters") % NOTE_LENGTH)
        return note
