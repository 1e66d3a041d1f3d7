"""Addresses that came with comments."""

from django.utils import timezone

from blog.comments.models import Commenter


def make_commenter(address: str = "reader@example.org", is_proved: bool = True, **values) -> Commenter:
    """A stored commenter of an address, proved unless said otherwise."""
    made = Commenter.sealed(address)
    made.proved_at = timezone.now() if is_proved else None
    for name, value in values.items():
        setattr(made, name, value)
    made.save()
    return made
