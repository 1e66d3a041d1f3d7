"""Texts outside of pages that readers meet everywhere at once, without a draft in between."""

from django.core.exceptions import ValidationError
from django.db import models
from django.dispatch import Signal

# Receivers get `instance`, and answer with what is wrong: field names and their messages.
text_asked = Signal()


class CheckedText(models.Model):
    """Whoever knows rules about texts is asked before one is saved: medical review stands above and is not imported."""

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        errors: dict[str, list] = {}
        for _receiver, answer in text_asked.send(sender=type(self), instance=self):
            for field, messages in (answer or {}).items():
                errors.setdefault(field, []).extend(messages)
        if errors:
            raise ValidationError(errors)
