"""The step that only doubtful sendings take: a little work for the reader's device, or a short wait without script.

Nothing is stored. A challenge is signed and names the one comment it is for (its submission key, which holds page,
name, text and the day of the challenge); the comment is stored under that very key, which is unique: a challenge
therefore stores at most one comment, however often it is sent. See docs/decisions/0013-proof-of-work.md.
"""

import datetime
import hashlib
import secrets
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

# The device looks for a number whose SHA-256 with the challenge begins with so many zero bits: 2 ** 16 attempts on the
# average. Measured: 0.16 s on one core of a server, perhaps six times as long on a slow phone; here, one attempt.
DIFFICULTY = 16
# Who has no script waits instead.
WAIT = datetime.timedelta(seconds=10)
LIFETIME = datetime.timedelta(hours=1)
_SALT = "blog.comments.proof-of-work"
_LONGEST = 200


@dataclass(frozen=True)
class Challenge:
    """A challenge that this site has issued: for which comment, and when."""

    token: str
    submission_key: str
    issued_at: datetime.datetime

    def is_solved_by(self, number: str) -> bool:
        """True where the number was found by the work asked for."""
        if not number.isdecimal() or len(number) > _LONGEST:
            return False
        found = hashlib.sha256(f"{self.token}:{number}".encode()).digest()
        return int.from_bytes(found) >> (len(found) * 8 - DIFFICULTY) == 0

    def seconds_left(self, now: datetime.datetime) -> int:
        """How long somebody without script still has to wait."""
        left = (self.issued_at + WAIT - now).total_seconds()
        return max(0, min(int(WAIT.total_seconds()), -int(-left // 1)))

    def is_expired(self, now: datetime.datetime) -> bool:
        """True where it was issued too long ago."""
        return now - self.issued_at > LIFETIME


def issue_challenge(submission_key: str, now: datetime.datetime) -> Challenge:
    """A new challenge for one comment."""
    content = f"{int(now.timestamp())}:{secrets.token_hex(8)}:{submission_key}"
    return _challenge(Signer(salt=_SALT).sign(content))


def read_challenge(token: str) -> Challenge | None:
    """The challenge in what a form sent; None where this site never issued it."""
    try:
        return _challenge(token)
    except (BadSignature, ValueError):
        return None


def _challenge(token: str) -> Challenge:
    seconds, _nonce, key = Signer(salt=_SALT).unsign(token).split(":")
    return Challenge(token, key, datetime.datetime.fromtimestamp(int(seconds), datetime.UTC))
