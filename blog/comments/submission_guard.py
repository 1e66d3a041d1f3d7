"""What a post must be before it is read: a form of reasonable size, sent from this site's own page.

Comment forms stand on pages that everybody shares, so they carry no token. The browser's own word on where a post
comes from replaces it; a signed-in moderator's screens keep Django's tokens.
"""

from urllib.parse import urlsplit

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from blog.comments.errors import BodyTooLarge, BodyUnreadable

MAX_BODY_BYTES = 512 * 1024
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


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
