"""What a finished workflow tells the rest of this app, so that it imports no models."""

from django.dispatch import Signal

# A workflow is finished and the gate kept its page back. Arguments: page, revision, problems, user.
publication_withheld = Signal()
