"""What founds a site."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from clinicsite.clinic.actions import create_site, follow_address
from clinicsite.clinic.models import HomePage
from clinicsite.core.models import ClinicSettings

pytestmark = pytest.mark.django_db

NAME = "Harbor Pain Clinic"


def default_site() -> Site:
    return Site.objects.get(is_default_site=True)


def test_nobody_is_shown_the_welcome_page_of_wagtail(client):
    assert client.get("/").status_code == 404


def test_new_site_has_a_home_page_that_readers_see(client):
    create_site(name=NAME, host="www.example.org")
    assert NAME in client.get("/").content.decode()


def test_new_site_holds_nothing_of_the_sample(client):
    create_site(name=NAME, host="www.example.org")
    html = client.get("/").content.decode()
    assert "Alder Quay" not in html
    assert "Sample" not in html


def test_welcome_page_goes():
    create_site(name=NAME, host="www.example.org")
    assert [page.specific_class for page in Page.objects.filter(depth=2)] == [HomePage]


def test_address_of_the_site_is_set():
    create_site(name=NAME, host="www.example.org")
    assert default_site().root_url == "https://www.example.org"


def test_second_run_makes_no_second_home_page():
    create_site(name=NAME, host="www.example.org")
    assert create_site(name=NAME, host="www.example.org") is False
    assert HomePage.objects.count() == 1


def test_second_run_changes_the_address():
    create_site(name=NAME, host="www.example.org")
    create_site(name=NAME, host="clinic.example.org")
    assert default_site().hostname == "clinic.example.org"


def test_second_run_keeps_the_words_of_the_home_page():
    create_site(name=NAME, host="www.example.org")
    HomePage.objects.update(headline="Changed by an editor")
    create_site(name=NAME, host="www.example.org")
    assert HomePage.objects.get().headline == "Changed by an editor"


def test_second_run_keeps_the_short_name_of_an_editor():
    create_site(name=NAME, host="www.example.org")
    ClinicSettings.objects.update(short_name="Harbor")
    create_site(name=NAME, host="www.example.org")
    assert ClinicSettings.objects.get().short_name == "Harbor"


def test_name_too_long_for_a_clinic_changes_nothing():
    with pytest.raises(ValidationError):
        create_site(name="x" * 121, host="www.example.org")
    assert not HomePage.objects.exists()


@pytest.mark.parametrize("host", ["https://www.example.org", "www.example.org/", "www.example.org:443", "", "a b"])
def test_command_refuses_what_is_no_host(host):
    with pytest.raises(CommandError):
        call_command("create_site", name=NAME, host=host)


def test_command_founds_the_site():
    call_command("create_site", name=NAME, host="WWW.example.org", stdout=StringIO())
    assert default_site().hostname == "www.example.org"


@pytest.mark.parametrize(
    ("address", "root_url"),
    [
        ("http://localhost:9000", "http://localhost:9000"),
        ("https://clinic.example.org", "https://clinic.example.org"),
        ("http://0.0.0.0:9000", "http://localhost:9000"),
    ],
)
def test_site_follows_the_address_it_is_served_at(address, root_url):
    follow_address(site=default_site(), address=address)
    assert default_site().root_url == root_url


def test_site_keeps_the_address_that_somebody_has_set_in_the_admin(admin_client):
    site = default_site()
    form = {"hostname": "clinic.example.org", "port": 80, "site_name": "", "root_page": site.root_page_id}
    admin_client.post(f"/admin/sites/edit/{site.pk}/", {**form, "is_default_site": "on"})
    follow_address(site=default_site(), address="http://localhost:9000")
    assert default_site().hostname == "clinic.example.org"


def test_site_keeps_its_address_where_there_is_none_to_follow():
    before = default_site().root_url
    assert follow_address(site=default_site(), address="") is False
    assert default_site().root_url == before
