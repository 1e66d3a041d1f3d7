"""What every mail of a site carries: the clinic, the address of the site, and where urgent help is."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Site

from clinicsite.core.models import ClinicSettings

# The name a site has until somebody gives it one; mail then uses the address the installation knows of itself.
UNNAMED_HOST = "localhost"


@dataclass(frozen=True)
class Letterhead:
    """A site as mail shows it."""

    clinic: ClinicSettings
    root_url: str

    def url(self, path: str) -> str:
        """A path of the site as a whole address."""
        return self.root_url + path

    def context(self) -> dict:
        """What the templates of every mail need."""
        return {"clinic": self.clinic, "help": self.clinic.help_for_country}

    @property
    def short_name(self) -> str:
        """The clinic's short name on one line, as subjects need it."""
        return " ".join(self.clinic.short_name.split())


def letterhead_for(page) -> Letterhead:
    """The letterhead of the site a page belongs to; of the default site without a page. One query, two at most."""
    rows = ClinicSettings.objects.select_related("site").order_by("-site__root_page__depth", "-site__is_default_site")
    clinic = rows.filter(site__root_page__path__in=_paths_down_to(page)).first() if page else None
    clinic = clinic or rows.filter(site__is_default_site=True).first()
    site = clinic.site if clinic else Site.objects.filter(is_default_site=True).first()
    has_name = site is not None and site.hostname != UNNAMED_HOST
    return Letterhead(clinic or ClinicSettings(), site.root_url if has_name else settings.WAGTAILADMIN_BASE_URL)


def _paths_down_to(page) -> list[str]:
    """The places in the tree of a page and of the pages above it. No query."""
    return [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
