"""What readers and moderators may send."""

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.comments.impersonation import is_impersonating
from blog.comments.models import NAME_LENGTH, TEXT_LENGTH, CommentStatus, RefusalReason
from clinicsite.core.form_fields import CleanedField
from clinicsite.core.plain_text import clean_name, clean_text


class CommentForm(forms.Form):
    """A reader's comment. The last field is a trap: people leave it empty, programs fill it in.

    `opened` is the signed time that the form carries, `seen` names the notes its writer has been shown.
    """

    # The form says so in words and counts the last tenth; a browser that cut a paste short would lose a reader's words.
    longest = TEXT_LENGTH
    comment = CleanedField(cleaner=clean_text, error_messages={"required": _("Write your comment")})
    name = CleanedField(
        cleaner=clean_name, error_messages={"required": _("Enter a name to show. A first name or a nickname is fine.")}
    )
    email = forms.CharField(required=False)
    wants_replies = forms.BooleanField(required=False)
    subject = forms.CharField(required=False)

    def __init__(self, data=None, *, opened="", seen=""):
        super().__init__(data, auto_id="write-%s")
        self.opened = opened
        self.seen = seen

    def clean_comment(self):
        text = self.cleaned_data["comment"]
        if len(text) > TEXT_LENGTH:
            excess = len(text) - TEXT_LENGTH
            raise forms.ValidationError(
                ngettext(
                    "Shorten your comment by %(excess)d character. It may have %(limit)d.",
                    "Shorten your comment by %(excess)d characters. It may have %(limit)d.",
                    excess,
                )
                % {"excess": excess, "limit": TEXT_LENGTH}
            )
        return text

    def clean_name(self):
        name = self.cleaned_data["name"]
        if len(name) > NAME_LENGTH:
            raise forms.ValidationError(_("Shorten the name to %d characters") % NAME_LENGTH)
        if is_impersonating(name):
            raise forms.ValidationError(_("Choose another name. This one could be taken for somebody at the clinic."))
        return name

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email:
            EmailValidator(_("Enter an email address with an @, like name@example.org, or leave it out"))(email)
        if len(email) > 254:
            raise forms.ValidationError(_("Enter a shorter email address, or leave it out"))
        return email

    def clean(self):
        values = super().clean()
        if values.get("wants_replies") and not values.get("email") and "email" not in self.errors:
            self.add_error("email", _("Enter an email address to hear of replies, or clear the box below it"))
        return values


class BulkDecisionForm(forms.Form):
    """A decision on several comments; what the screen said of each is read beside it."""


class BulkRefusalForm(BulkDecisionForm):
    """A refusal of several comments, with one reason."""

    reason = forms.ChoiceField(choices=[("", "---------"), *RefusalReason.choices], label=_("Reason"))


class DecisionForm(forms.Form):
    """A decision: the state the moderator's screen showed, so that nobody overrules another unknowingly."""

    seen = forms.ChoiceField(choices=CommentStatus.choices, required=False)

    def clean_seen(self):
        return self.cleaned_data["seen"] or CommentStatus.PENDING


class RefusalForm(DecisionForm):
    """A refusal, with its reason."""

    reason = forms.ChoiceField(choices=RefusalReason.choices)
