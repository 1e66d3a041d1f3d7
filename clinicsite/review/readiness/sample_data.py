"""Invented pages on the site of a real clinic."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from clinicsite.core.models import ClinicSettings
from clinicsite.review.readiness.problem import Problem


def sample_data_problems(page: Page) -> Iterator[Problem]:
    """A page that is still marked as sample data while its clinic no longer is."""
    site = page.get_site() if page.is_sample else None
    if site and not ClinicSettings.objects.filter(site=site, is_sample=True).exists():
        message = _(
            "This page is marked as sample data, and the clinic is not. Make the text your own, untick “sample data” "
            "in the page’s settings, and have it reviewed."
        )
        yield Problem("sample-data", message, "is_sample")
