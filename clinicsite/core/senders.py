"""Telling one sender from another for a day, without keeping anybody's network address.

An address is mixed with a random salt of the day and with the site's secret key. The salt is destroyed after its day;
from then on nobody can tell which address a digest was made of. The address itself is neither stored nor logged.
"""

import datetime
import ipaddress
import secrets

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from clinicsite.core.models import DailySalt
from clinicsite.core.sealing import digest

UNKNOWN = "unknown"
# A household or a small firm is given a whole /64, and may use another address of it for each request.
IPV6_PREFIX = 64

# The salt of the day in this process; all processes read it from one row.
_kept: dict[datetime.date, str] = {}


def sender_digest(request: HttpRequest) -> str:
    """64 hexadecimal digits that are the same for one network address on one UTC day. At most one query a day."""
    return digest(f"sender:{salt_of(timezone.now().date())}", network_address(request))


def network_address(request: HttpRequest) -> str:
    """Where a request comes from: an IPv4 address, the /64 of an IPv6 one, or `unknown`.

    Behind settings.TRUSTED_PROXY_COUNT proxies it is the address that the outermost of them saw. Whatever a client
    wrote into X-Forwarded-For itself stands further left and is not read.
    """
    proxies = settings.TRUSTED_PROXY_COUNT
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if proxies else []
    candidates = [seen[-proxies]] if len(seen) >= proxies > 0 else []
    for candidate in (*candidates, request.META.get("REMOTE_ADDR", "")):
        address = _parsed(candidate)
        if address:
            return address
    return UNKNOWN


def salt_of(day: datetime.date) -> str:
    """The salt of a day, made by whichever process asks first."""
    if day not in _kept:
        row, _is_new = DailySalt.objects.get_or_create(day=day, defaults={"salt": secrets.token_hex(32)})
        _kept.clear()
        _kept[day] = row.salt
    return _kept[day]


def destroy_old_salts() -> int:
    """Forget the salts of past days for good. Returns how many there were."""
    today = timezone.now().date()
    for day in [day for day in _kept if day < today]:
        del _kept[day]
    count, _rows = DailySalt.objects.filter(day__lt=today).delete()
    return count


def _parsed(text: str) -> str:
    """The address in a header, without brackets and port; empty where there is none."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, IPV6_PREFIX), strict=False))
