"""What people type about claims."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

LONGEST_TEXT = 20_000


class BenchForm(forms.Form):
    """A text to try the rules on."""

    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_TEXT,
        widget=AdminAutoHeightTextInput,
        help_text=_("A sentence or a page. Nothing is kept."),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        choices=[("US", _("United States")), ("UK", _("United Kingdom"))],
        help_text=_("In the United Kingdom a prescription medicine may not be advertised."),
    )


class DisableForm(forms.Form):
    """Why a rule is switched off."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Kept with your name. Example: we publish this rating's source.")
    )
