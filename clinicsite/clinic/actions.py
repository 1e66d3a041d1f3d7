"""What founds a site: its home page and its address."""

from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, Site

from clinicsite.clinic.models import HomePage
from clinicsite.core.models import ClinicSettings

PORTS = {"http": 80, "https": 443}
# Addresses that a server listens on and nobody can open.
EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - compared, not listened on
LONGEST_HEADLINE, LONGEST_SHORT_NAME = 90, 40


@transaction.atomic
def make_home_page(*, site: Site, **fields) -> HomePage:
    """Put a new home page at the root of a site, in place of Wagtail's welcome page, which goes."""
    former = site.root_page
    home = HomePage(**{"slug": "new-home", **fields})
    Page.get_first_root_node().add_child(instance=home)
    site.root_page = home
    site.save()
    if former.specific_class is Page:
        former.delete()
    home = HomePage.objects.get(pk=home.pk)
    if not home.get_siblings(inclusive=False).filter(slug="home").exists():
        home.slug = "home"
        home.save()
    return home


@transaction.atomic
def create_site(*, name: str, host: str, port: int = 443) -> bool:
    """Give the default site a home page, its address and the clinic's name. True where the home page is new.

    Run again, it changes name and address and touches no page. Raises ValidationError for what no site may be called.
    """
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    is_new = not isinstance(site.root_page.specific, HomePage)
    if is_new:
        introduction = _("This site is being prepared.")
        make_home_page(site=site, title=name, headline=name[:LONGEST_HEADLINE], introduction=introduction)
    site.hostname, site.port, site.site_name = host, port, name
    site.full_clean()
    site.save()
    log(site, "wagtail.edit")
    clinic, clinic_is_new = ClinicSettings.objects.get_or_create(site=site)
    clinic.name = name
    if clinic_is_new:
        clinic.short_name = name[:LONGEST_SHORT_NAME]
    clinic.full_clean()
    clinic.save()
    return is_new


def follow_address(*, site: Site, address: str) -> bool:
    """Let a site's links begin with an address such as `http://localhost:9000`. True where that changed something.

    Whatever a person has set in the admin stays: Wagtail's log tells.
    """
    if ModelLogEntry.objects.for_instance(site).exists():
        return False
    parts = urlsplit(address)
    hostname = "localhost" if parts.hostname in EVERY_ADDRESS else parts.hostname
    port = parts.port or PORTS.get(parts.scheme)
    if not hostname or not port or (site.hostname, site.port) == (hostname, port):
        return False
    site.hostname, site.port = hostname, port
    site.save()
    return True
