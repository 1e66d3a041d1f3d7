"""Signed links: what a writer without an account holds instead of a password.

A link names one row and one purpose, cannot be made without the secret key (HMAC-SHA256), and ends by itself. Links are
never stored. A link for one purpose opens nothing else.
"""

import datetime
from dataclasses import dataclass

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.urls import reverse

from blog.comments.errors import LinkExpired, LinkForged, LinkUsedUp
from blog.comments.models import Comment, Commenter

# Ids longer than this fit no column.
LONGEST_ID = 18


@dataclass(frozen=True)
class Purpose:
    """What a link is good for, and for how long."""

    name: str
    lasts: datetime.timedelta

    def sign(self, number: int) -> str:
        """A token for a row."""
        return self._signer().sign(str(number))

    def read(self, token: str) -> int:
        """The row a token names. Raises LinkForged or LinkExpired."""
        try:
            value = self._signer().unsign(token, max_age=self.lasts)
        except SignatureExpired:
            raise LinkExpired(self.lasts) from None
        except BadSignature:
            raise LinkForged(self.name) from None
        if not (value.isascii() and value.isdecimal()) or len(value) > LONGEST_ID:
            raise LinkForged(self.name)
        return int(value)

    def _signer(self) -> TimestampSigner:
        return TimestampSigner(sep=".", salt=f"blog.comments.links.{self.name}")


OWN = Purpose("own", datetime.timedelta(days=30))
PROVE = Purpose("prove", datetime.timedelta(hours=48))
PUBLISH = Purpose("publish", datetime.timedelta(hours=48))
ALL = Purpose("all", datetime.timedelta(hours=2))
STOP = Purpose("stop", datetime.timedelta(days=365))


def own_path(comment: Comment) -> str:
    """The address of a writer's page about one comment, good for 30 days from now."""
    return reverse("comment_own", args=[OWN.sign(comment.pk)])


def read_own_token(token: str, purpose: Purpose = OWN) -> Comment:
    """The comment that a writer's link names. Raises LinkForged, LinkExpired, or LinkUsedUp where the row is gone."""
    comment = Comment.objects.select_related("commenter", "page").filter(pk=purpose.read(token)).first()
    if comment is None:
        raise LinkUsedUp(purpose.name)
    return comment


def prove_path(commenter: Commenter) -> str:
    """Where an address is proved, for 48 hours from now."""
    return reverse("comment_address", args=[PROVE.sign(commenter.pk)])


def publish_path(comment: Comment) -> str:
    """Where a trusted writer shows one comment at once, for 48 hours from now."""
    return reverse("comment_publish", args=[PUBLISH.sign(comment.pk)])


def all_path(commenter: Commenter) -> str:
    """Everything tied to an address, for two hours from now."""
    return reverse("comment_yours_all", args=[ALL.sign(commenter.pk)])


def stop_path(commenter: Commenter) -> str:
    """Where all mail to an address is stopped, for a year from now."""
    return reverse("comment_mail_stop", args=[STOP.sign(commenter.pk)])


def read_commenter_token(purpose: Purpose, token: str) -> Commenter:
    """The address that a link names. Raises LinkForged, LinkExpired, or LinkUsedUp where the address was erased."""
    commenter = Commenter.objects.filter(pk=purpose.read(token)).first()
    if commenter is None:
        raise LinkUsedUp(purpose.name)
    return commenter
