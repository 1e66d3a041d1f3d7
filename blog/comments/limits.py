"""How much one sender may send. Counted by sender and never by page: a flood slows whoever makes it and nobody else."""

import datetime
from dataclasses import dataclass

from django.db.models import Value
from django.utils.translation import ngettext

from blog.comments.models import BlockedSender, Comment

MINUTE = datetime.timedelta(minutes=1)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
# From so many comments on, the next one is confirmed first.
DOUBTED_FROM = ((MINUTE, 8), (HOUR, 30))
# So many comments are taken; the next one has to wait.
TAKEN = ((MINUTE, 10), (HOUR, 60), (DAY, 200))
# Somebody who may be in danger is heard longer: so many times as many.
PATIENCE_WITH_URGENT = 3
# Every post counts here, stored or not; see clinicsite.core.throttle.
ATTEMPTS_A_MINUTE = 12
CHECKS_A_MINUTE = 40
# No submission key looks like this.
_BLOCKED = "blocked"


@dataclass(frozen=True)
class Standing:
    """When one sender has sent what within a day, the newest first, and whether a moderator has blocked them."""

    now: datetime.datetime
    sent: list[tuple[datetime.datetime, str]]
    is_blocked: bool

    def sent_within(self, span: datetime.timedelta) -> list[datetime.datetime]:
        """The moments of the last minute, hour or day at which they sent a comment."""
        return [at for at, _key in self.sent if at > self.now - span]

    def seconds_to_wait(self, patience: int = 1) -> int:
        """0 where they may send now, else the seconds until they may."""
        waits = [0]
        for span, limit in TAKEN:
            moments = self.sent_within(span)
            if len(moments) >= limit * patience:
                # A place is free again when the oldest of the last so many falls out of the span.
                free_at = moments[limit * patience - 1] + span
                waits.append(int((free_at - self.now).total_seconds()) + 1)
        return max(waits)

    @property
    def is_busy(self) -> bool:
        """True where they send so much that the next comment is confirmed first."""
        return any(len(self.sent_within(span)) >= limit for span, limit in DOUBTED_FROM)

    def has_sent(self, submission_key: str) -> bool:
        """True where they have sent this very comment before."""
        return any(key == submission_key for _at, key in self.sent)


def standing_of(sender_digest: str, now: datetime.datetime) -> Standing:
    """What is known of a sender. One query, none without a digest."""
    if not sender_digest:
        return Standing(now, [], False)
    most = TAKEN[-1][1] * PATIENCE_WITH_URGENT
    blocks = BlockedSender.objects.filter(sender_digest=sender_digest).annotate(key=Value(_BLOCKED))
    comments = Comment.objects.filter(sender_digest=sender_digest, created_at__gt=now - DAY)
    rows = comments.values_list("created_at", "submission_key").order_by()
    rows = rows.union(blocks.values_list("created_at", "key"), all=True).order_by("-created_at")
    found = list(rows[: most + 1])
    return Standing(now, [row for row in found if row[1] != _BLOCKED], any(key == _BLOCKED for _at, key in found))


def time_in_words(seconds: int) -> str:
    """A wait rounded up: seconds below two minutes, minutes below two hours, hours above."""
    if seconds < 120:
        return ngettext("%d second", "%d seconds", seconds) % seconds
    minutes = -(-seconds // 60)
    if minutes < 120:
        return ngettext("%d minute", "%d minutes", minutes) % minutes
    hours = -(-minutes // 60)
    return ngettext("%d hour", "%d hours", hours) % hours
