"""Asks addresses elsewhere whether they still answer. Only when somebody says so: `manage.py check_links`."""

import http.client
import ipaddress
import socket
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from django.utils import timezone

from clinicsite.editing.models import OutgoingLink

SECONDS = 15
NAME = "clinic-site link checker"
NOT_OFFERED = (405, 501)


class PrivateAddress(Exception):
    """An address inside somebody's own network: an editor's text must not make the server look around in there."""


class PublicHostsOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirects to public hosts only."""

    def redirect_request(self, request, *args, **kwargs):
        redirected = super().redirect_request(request, *args, **kwargs)
        if redirected is not None:
            refuse_private_host(redirected.full_url)
        return redirected


def ask_link(link: OutgoingLink) -> OutgoingLink:
    """Ask an address and keep the answer: a status, or the kind of fault where there was none."""
    link.status, link.fault = None, ""
    try:
        refuse_private_host(link.address)
        link.status = _status_of(link.address, "HEAD")
        if link.status in NOT_OFFERED:
            link.status = _status_of(link.address, "GET")
    except urllib.error.URLError as error:
        link.fault = type(error.reason).__name__
    except (OSError, ValueError, PrivateAddress, http.client.HTTPException) as error:
        link.fault = type(error).__name__
    link.checked_at = timezone.now()
    link.save(update_fields=["status", "fault", "checked_at"])
    return link


def refuse_private_host(address: str) -> None:
    """Raise PrivateAddress where a name leads to a machine that is not on the public network."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PrivateAddress(address)
    for _family, _type, _protocol, _name, place in socket.getaddrinfo(parts.hostname, parts.port or 443):
        if not ipaddress.ip_address(place[0].split("%")[0]).is_global:
            raise PrivateAddress(address)


def _status_of(address: str, method: str) -> int:
    request = urllib.request.Request(address, method=method, headers={"User-Agent": NAME})  # noqa: S310 - checked above
    opener = urllib.request.build_opener(PublicHostsOnly)
    try:
        with opener.open(request, timeout=SECONDS) as response:
            return response.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
