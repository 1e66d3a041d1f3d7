"""What every page tells the rest of the site, so that it need not know who listens."""

from django.dispatch import Signal

# Somebody, or the clock, is about to publish a page. Arguments: page, revision, user, is_scheduled. A receiver that
# raises an error stops it; one that answers False has withheld it.
publication_asked = Signal()
