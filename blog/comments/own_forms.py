"""What writers send from the pages behind their signed links."""

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from blog.comments.forms import CommentForm

LONGEST_ADDRESS = 254


class OwnTextForm(CommentForm):
    """A new text for a comment: cleaned and bounded exactly as in the form that sends comments."""

    def __init__(self, data=None):
        super().__init__(data)
        for name in set(self.fields) - {"comment"}:
            del self.fields[name]


class AddressForm(forms.Form):
    """An address to which a link may be sent."""

    email = forms.CharField(
        max_length=LONGEST_ADDRESS,
        validators=[EmailValidator(_("Enter an email address with an @, like name@example.org"))],
        error_messages={
            "required": _("Enter the email address you gave with your comments"),
            "max_length": _("Enter an email address with an @, like name@example.org"),
        },
    )

    def __init__(self, data=None):
        super().__init__(data, auto_id="yours-%s")
