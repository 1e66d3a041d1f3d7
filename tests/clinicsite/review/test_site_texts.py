"""What readers see outside of pages is checked too."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Site

from clinicsite.core.models import ClinicSettings, Disclaimer, Navigation
from clinicsite.library.models import GlossaryTerm
from clinicsite.review.actions import check_site_texts
from clinicsite.review.site_texts import edit_address
from tests.factories.review import RegulatoryStatementFactory

pytestmark = pytest.mark.django_db


def site():
    return Site.objects.get(is_default_site=True)


def make_settings():
    return ClinicSettings.objects.create(site=site(), footer_sentence="We cure pain.")


def make_navigation():
    link = {"label": "The cure for pain", "page": None, "url": "https://example.org/"}
    menu = {"links": [{"type": "item", "value": link, "id": "a"}], "button": link}
    return Navigation.objects.create(site=site(), menus=[{"type": "main_menu", "value": menu, "id": "m"}])


def make_disclaimer():
    return Disclaimer.objects.create(name="x", title="Note", text="<p>We cure pain.</p>")


def make_term():
    return GlossaryTerm.objects.create(term="infusion", slug="infusion", definition="A drip that cures pain.")


def make_statement():
    return RegulatoryStatementFactory(text="<p>It cures pain.</p>")


@pytest.mark.parametrize(
    "make", [make_settings, make_navigation, make_disclaimer, make_term, make_statement], ids=lambda make: make.__name__
)
def test_claim_is_found(make, superuser):
    instance = make()
    ((said, findings),) = check_site_texts()
    assert said.instance == instance
    assert {finding.rule for finding in findings} == {"B01"}
    assert edit_address(said.instance, superuser)


def test_careful_texts_are_left_out():
    Disclaimer.objects.create(name="x", title="Note", text="<p>We cannot promise that it helps.</p>")
    assert check_site_texts() == []


def test_command_names_them():
    make_disclaimer()
    out = StringIO()
    call_command("check_claims", "--all", stdout=out)
    assert "Disclaimer: Note" in out.getvalue() or "disclaimer: Note" in out.getvalue()


def test_report_shows_them_with_the_way_to_them(admin_client):
    disclaimer = make_disclaimer()
    html = admin_client.get(reverse("claims_report")).content.decode()
    assert "Shown outside of pages" in html
    assert reverse(disclaimer.snippet_viewset.get_url_name("edit"), args=[disclaimer.pk]) in html
