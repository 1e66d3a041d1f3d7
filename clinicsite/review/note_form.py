"""What an editor writes about a change, for readers."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from clinicsite.core.form_fields import CleanedField
from clinicsite.core.plain_text import clean_text
from clinicsite.review.earlier_texts import PublicText
from clinicsite.review.models import NoteKind
from clinicsite.review.models.change_note import NOTE_LENGTH


class NoteForm(forms.Form):
    """A correction or a change note. `texts` are the public texts it may point at, the newest first."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=NoteKind.choices,
        widget=forms.RadioSelect,
        help_text=_("A correction says that something was wrong. It stands at the top of the page for some weeks."),
    )
    text = CleanedField(
        cleaner=clean_text,
        label=_("What readers are told"),
        max_length=NOTE_LENGTH,
        widget=AdminAutoHeightTextInput,
        help_text=_("What was wrong and what is right now, without repeating a claim. It can never be changed."),
    )
    earlier = forms.TypedChoiceField(label=_("Earlier text"), required=False, coerce=int, empty_value=None)
    is_earlier_shown = forms.BooleanField(
        label=_("Readers may read the earlier text"),
        required=False,
        help_text=_("Untick where it must not be read again, for example because it named a person."),
    )
    stands = forms.BooleanField(label=_("I have read the warnings, and the words stand"), required=False)

    def __init__(self, data=None, *, texts: list[PublicText], has_warnings: bool = False):
        initial = next((text.revision.pk for text in texts if not text.is_live), None)
        super().__init__(data, initial={"earlier": initial, "is_earlier_shown": initial is not None})
        self.fields["earlier"].choices = [("", _("None")), *[(text.revision.pk, label_of(text)) for text in texts]]
        self.fields["earlier"].help_text = _("The text that readers saw before the change. Drafts are not in the list.")
        if not has_warnings:
            self.fields["stands"].widget = forms.HiddenInput()

    def clean(self):
        values = super().clean()
        if values.get("is_earlier_shown") and not values.get("earlier"):
            values["is_earlier_shown"] = False
        return values


def label_of(text: PublicText) -> str:
    """A public text in a list to choose from."""
    moment = date_format(timezone.localtime(text.public_from), "j F Y, H:i")
    words = gettext("Public from %(time)s, and now") if text.is_live else gettext("Public from %(time)s")
    return words % {"time": moment}
