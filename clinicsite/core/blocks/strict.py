"""The stream that all streams of the site are."""

from collections import defaultdict
from threading import RLock

from django.core.exceptions import ValidationError
from wagtail import blocks

_cleaning = RLock()


class StrictStreamBlock(blocks.StreamBlock):
    """Is cleaned by one thread at a time, and may find faults of its own in what is about to be published.

    Wagtail saves a draft by marking the fields of its blocks as not required, and every thread of a process shares
    them: two drafts saved at once would leave them so, and a page with empty sections could be published from then on.
    """

    def clean(self, value):
        with _cleaning:
            cleaned = super().clean(value)
            if not self.is_deferred_validation:
                self._refuse_faults(cleaned)
            return cleaned

    def clean_deferred(self, value):
        with _cleaning:
            return super().clean_deferred(value)

    def _refuse_faults(self, value) -> None:
        errors = defaultdict(list)
        self.find_faults(value, errors)
        if errors:
            raise blocks.StreamBlockValidationError(
                block_errors={index: ValidationError(messages) for index, messages in errors.items()}
            )

    def find_faults(self, value, errors: dict[int, list]) -> None:
        """Collect what keeps the stream from being published, as messages by the block's position."""
