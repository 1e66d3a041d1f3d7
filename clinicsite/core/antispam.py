"""What a post from a public form must be before it is believed: a readable form, from this site's own page, in time.

Public forms stand on pages that everybody shares, so they carry no token of the reader. The browser's own word on where
a post comes from replaces it; a signed-in moderator's screens keep Django's tokens. The signed time in a form tells
when it was handed out, so that a program that fills in a form at once, or that kept one for weeks, is noticed.
"""

import datetime
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

MAX_BODY_BYTES = 512 * 1024
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
# How far a clock may be ahead of the one that signed.
CLOCK_TOLERANCE = datetime.timedelta(minutes=5)
_HOUR, _EXACT = "h", "s"
_LONGEST_TIME = 12


class BodyUnreadable(Exception):
    """What was posted is not a form in UTF-8."""


class BodyTooLarge(Exception):
    """What was posted is far longer than any form."""


def is_from_this_site(request: HttpRequest) -> bool:
    """True where the browser says that a page of this host sent the request; where it says nothing, False."""
    fetch_site = request.headers.get("Sec-Fetch-Site", "")
    if fetch_site not in ("", "same-origin", "none"):
        return False
    source = request.headers.get("Origin") or request.headers.get("Referer")
    if not source:
        return fetch_site == "same-origin"
    try:
        address = urlsplit(source)
    except ValueError:
        return False
    schemes = ("https",) if request.is_secure() else ("http", "https")
    return address.scheme in schemes and address.netloc.lower() == request.get_host().lower()


def read_form(request: HttpRequest) -> QueryDict:
    """The posted fields. Raises BodyTooLarge or BodyUnreadable before anything else can fail on them."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        raise BodyUnreadable from None
    if length > MAX_BODY_BYTES:
        raise BodyTooLarge
    if request.content_type not in FORM_TYPES or (request.encoding or "utf-8").lower().replace("_", "-") != "utf-8":
        raise BodyUnreadable
    try:
        if request.content_type == FORM_TYPES[0]:
            # Django reads bytes that are not UTF-8 as if they were Latin-1.
            request.body.decode()
        return request.POST
    except (BadRequest, MultiPartParserError, SuspiciousOperation, UnicodeDecodeError, UnreadablePostError):
        raise BodyUnreadable from None


@dataclass(frozen=True)
class Handed:
    """When a form was handed out, and whether that is known to the second; a shared page knows the hour only."""

    at: datetime.datetime
    is_exact: bool


def signed_hour(purpose: str, now: datetime.datetime) -> str:
    """The hour, signed, for a form on a page that caches share: the same for everybody, and new once an hour."""
    return _signed(purpose, _HOUR, now.replace(minute=0, second=0, microsecond=0))


def signed_time(purpose: str, now: datetime.datetime) -> str:
    """The second, signed, for a form that no cache keeps."""
    return _signed(purpose, _EXACT, now)


def read_signed_time(purpose: str, token: str, now: datetime.datetime) -> Handed | None:
    """When the form was handed out; None where that is missing, forged, of another purpose, or still to come."""
    try:
        kind, seconds = Signer(salt=purpose).unsign(token).split(":")
    except (BadSignature, ValueError):
        return None
    if kind not in (_HOUR, _EXACT) or not seconds.isdecimal() or len(seconds) > _LONGEST_TIME:
        return None
    at = datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)
    return Handed(at, kind == _EXACT) if at <= now + CLOCK_TOLERANCE else None


def _signed(purpose: str, kind: str, moment: datetime.datetime) -> str:
    return Signer(salt=purpose).sign(f"{kind}:{int(moment.timestamp())}")
