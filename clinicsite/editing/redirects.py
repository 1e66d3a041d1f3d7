"""Old addresses that lead on: no circles, no detours.

A redirect works only where nothing else answers. One that leads to a page which is not public, and whose own address
is the old one, is a circle too: the browser is sent round until it gives up.
"""

from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

Ways = Mapping[str, str]


def own_hosts() -> set[str]:
    """The hosts of this site's own addresses."""
    return {urlsplit(root.root_url).netloc for root in Site.get_site_root_paths()}


def own_path(link: str, hosts: set[str]) -> str:
    """The path of an address inside this site, as redirects store it; empty for any other address."""
    parts = urlsplit(link.strip())
    is_own = parts.netloc in hosts if parts.netloc else link.startswith("/")
    return Redirect.normalise_path(link) if is_own else ""


def full_address(link: str) -> str:
    """An address with its host: `/new/` becomes `https://clinic.example.org/new/`. Mostly without a query."""
    roots = Site.get_site_root_paths()
    is_path = link.startswith("/") and not link.startswith("//")
    return urljoin(roots[0].root_url, link) if roots and is_path else link


def path_of(page: Page | None) -> str:
    """The path at which a page answers, as redirects store it."""
    parts = page.get_url_parts() if page else None
    return Redirect.normalise_path(parts[2]) if parts and parts[2] else ""


def ways(without: int | None = None) -> dict[str, str]:
    """Old path to new path for every redirect that stays inside the site, but for the one with a key."""
    hosts = own_hosts()
    redirects = Redirect.objects.exclude(pk=without).select_related("redirect_page")
    found = {}
    for redirect in redirects:
        target = (
            path_of(redirect.redirect_page) if redirect.redirect_page_id else own_path(redirect.redirect_link, hosts)
        )
        if target:
            found[redirect.old_path] = target
    return found


def circle(old_path: str, target: str, others: Ways) -> list[str]:
    """The paths through which a redirect would come back to its own beginning; empty where it does not."""
    passed, place = [old_path], target
    while place:
        if place in passed:
            return [*passed, place]
        passed.append(place)
        place = others.get(place, "")
    return []


def circle_words(steps: list[str]) -> str:
    """Why a redirect is refused, with the way it would take."""
    return _("This would lead in a circle: %(steps)s.") % {"steps": " → ".join(steps)}


def flatten_chains() -> int:
    """Let every redirect lead straight to where the last of its steps leads. Returns how many were changed."""
    hosts = own_hosts()
    redirects = {redirect.old_path: redirect for redirect in Redirect.objects.order_by("pk")}
    changed = []
    for redirect in redirects.values():
        last = _last_step(redirect, redirects, hosts)
        if last is not redirect:
            redirect.redirect_page_id, redirect.redirect_link = last.redirect_page_id, last.redirect_link
            redirect.redirect_page_route_path = last.redirect_page_route_path
            changed.append(redirect)
    Redirect.objects.bulk_update(
        changed, ["redirect_page", "redirect_link", "redirect_page_route_path"], batch_size=500
    )
    return len(changed)


def _last_step(redirect: Redirect, redirects: Mapping[str, Redirect], hosts: set[str]) -> Redirect:
    passed, step = {redirect.old_path}, redirect
    while not step.redirect_page_id:
        following = redirects.get(own_path(step.redirect_link, hosts))
        if following is None or following.old_path in passed:
            break
        passed.add(following.old_path)
        step = following
    return step
