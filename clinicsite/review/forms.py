"""What people type about claims and reviews."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput

from clinicsite.review.models import Verdict

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


class SignOffForm(forms.Form):
    """What a reviewer adds to a signature."""

    evidence_checked_on = forms.DateField(
        label=_("Evidence checked on"),
        initial=timezone.localdate,
        widget=AdminDateInput,
        help_text=_("The day you last compared the text with its sources. Readers see it."),
    )
    comment = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=AdminAutoHeightTextInput,
        help_text=_("For the record and the authors. Readers do not see it."),
    )  # fmt: skip

    def clean_evidence_checked_on(self):
        """Nobody has checked anything tomorrow."""
        day = self.cleaned_data["evidence_checked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class RequestChangesForm(forms.Form):
    """What is to be changed."""

    comment = forms.CharField(
        label=_("What should change"),
        max_length=2000,
        widget=AdminAutoHeightTextInput,
        help_text=_("The authors see it, and it is kept with the page."),
    )


class ReasonForm(forms.Form):
    """Why somebody takes something on themselves. `revision` is the text they were shown."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class SecondLookForm(forms.Form):
    """What the second look at a minor edit found."""

    verdict = forms.ChoiceField(
        label=_("What did you find?"),
        choices=[(value, label) for value, label in Verdict.choices if value],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=300, help_text=_("Needed where the edit was clinical.")
    )

    def clean(self):
        found = super().clean()
        if found.get("verdict") == Verdict.CLINICAL and not found.get("note", "").strip():
            self.add_error("note", _("Say what was clinical about it."))
        return found


def in_three_months():
    """What the form proposes: long enough for a revision, short enough to be looked at again."""
    return timezone.localdate() + datetime.timedelta(days=90)


class OverrideForm(forms.Form):
    """Why a claim may stand, and until when."""

    rule = forms.CharField(max_length=12, widget=forms.HiddenInput)
    words = forms.CharField(max_length=LONGEST_TEXT, strip=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it may stand"),
        max_length=500,
        widget=AdminAutoHeightTextInput,
        help_text=_("Kept with your name, shown in the compliance export. Name the source or the law it rests on."),
    )
    expires_on = forms.DateField(
        label=_("Until"),
        initial=in_three_months,
        widget=AdminDateInput,
        help_text=_("At most twelve months. You get a mail before it ends; then the claim is open again."),
    )
