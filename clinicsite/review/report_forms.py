"""What readers report, and what the clinic does about it."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput

from clinicsite.core.form_fields import CleanedField
from clinicsite.core.plain_text import clean_text
from clinicsite.review.models import ReportKind, ReportStatus
from clinicsite.review.models.error_report import ANSWER_LENGTH, REPORT_LENGTH
from clinicsite.review.permissions import HANDLE_REPORTS

LONGEST_ADDRESS = 254


class ErrorReportForm(forms.Form):
    """A reader's report. The last field is a trap: people leave it empty, programs fill it in.

    `opened` is the signed time the form carries, `seen` says which notes its writer was shown.
    """

    kind = forms.ChoiceField(
        choices=ReportKind.choices,
        error_messages={"required": _("Choose what is wrong"), "invalid_choice": _("Choose what is wrong")},
    )
    text = CleanedField(cleaner=clean_text, error_messages={"required": _("Write what is wrong, in your own words")})
    email = forms.CharField(required=False)
    subject = forms.CharField(required=False)

    def __init__(self, data=None, *, opened="", seen=""):
        super().__init__(data, auto_id="report-%s")
        self.opened, self.seen = opened, seen

    def clean_text(self):
        text = self.cleaned_data["text"]
        if (excess := len(text) - REPORT_LENGTH) > 0:
            raise forms.ValidationError(
                ngettext(
                    "Shorten your text by %(excess)d character. It may have %(limit)d.",
                    "Shorten your text by %(excess)d characters. It may have %(limit)d.",
                    excess,
                )
                % {"excess": excess, "limit": REPORT_LENGTH}
            )
        return text

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email:
            EmailValidator(_("Enter an email address with an @, like name@example.org, or leave it out"))(email)
        if len(email) > LONGEST_ADDRESS:
            raise forms.ValidationError(_("Enter a shorter email address, or leave it out"))
        return email

    def clean_subject(self):
        if self.cleaned_data["subject"]:
            raise forms.ValidationError(_("Leave this field empty"))
        return ""


class HandleReportForm(forms.Form):
    """Who sees to a report, until when, and how it stands."""

    status = forms.ChoiceField(label=_("Status"), widget=forms.RadioSelect)
    owner = forms.ModelChoiceField(label=_("Owner"), queryset=None, required=False)
    due_on = forms.DateField(label=_("Due"), widget=AdminDateInput)
    notes = CleanedField(
        cleaner=clean_text,
        label=_("Notes"),
        required=False,
        max_length=ANSWER_LENGTH,
        widget=AdminAutoHeightTextInput,
        help_text=_("For colleagues. The reader never sees them."),
    )

    def __init__(self, data=None, *, report):
        initial = {name: getattr(report, name) for name in ("status", "owner", "due_on", "notes")}
        super().__init__(data, initial=initial)
        shown = ReportStatus.choices if report.answered_at else ReportStatus.choices[:-1]
        self.fields["status"].choices = shown
        handlers = get_user_model().objects.with_perm(HANDLE_REPORTS).filter(is_active=True)
        self.fields["owner"].queryset = handlers | get_user_model().objects.filter(pk=report.owner_id)


class AnswerReportForm(forms.Form):
    """The answer that closes a report."""

    answer = CleanedField(
        cleaner=clean_text,
        label=_("Answer"),
        max_length=ANSWER_LENGTH,
        widget=AdminAutoHeightTextInput,
        help_text=_("Say what was changed, or why not. Nothing about anybody’s health or care."),
    )
