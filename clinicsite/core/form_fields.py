"""Form fields for words that strangers type."""

from django import forms
from django.utils.translation import gettext_lazy as _

UNREADABLE = "\ufffd"


class CleanedField(forms.CharField):
    """A text that passes through `cleaner` before any rule looks at it."""

    def __init__(self, *, cleaner, **kwargs):
        super().__init__(strip=False, **kwargs)
        self.cleaner = cleaner

    def to_python(self, value):
        value = self.cleaner(super().to_python(value) or "")
        if UNREADABLE in value:
            message = _("Some characters could not be read. Replace every %s and send it again.")
            raise forms.ValidationError(message % UNREADABLE)
        return value
