"""Sample accounts: on a machine of one's own, and on a public installation only when somebody insists."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from blog.comments.models import Comment
from clinicsite.clinic.models import HomePage
from clinicsite.people.models import TeamMemberPage
from clinicsite.settings import base
from clinicsite.users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def public_site(django_db_setup, django_db_blocker, tmp_path_factory):
    """The sample site on a public installation, loaded once for this module and rolled back after it."""
    folder = tmp_path_factory.mktemp("sample")
    public = override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "media", SAMPLE_LOGINS=False)
    with django_db_blocker.unblock(), public, transaction.atomic():
        call_command("load_demo", verbosity=0, stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def load(public_site, settings, tmp_path):
    """Load what is missing: `load("--with-logins", is_public=True)` returns what the command said."""

    def load_sample(*options, is_public) -> str:
        settings.DATA_DIR, settings.SAMPLE_LOGINS = tmp_path, not is_public
        said = StringIO()
        call_command("load_demo", *options, stdout=said)
        return said.getvalue()

    return load_sample


def logins_shown() -> str:
    said = StringIO()
    call_command("show_logins", stdout=said)
    return said.getvalue()


def test_public_installation_gets_the_pages_and_nobody_who_can_sign_in(load):
    load(is_public=True)
    assert HomePage.objects.exists()
    assert not User.objects.exists()


def test_public_installation_is_told_why(load):
    assert "--with-logins" in load(is_public=True)


def test_public_installation_gets_no_comments_of_people_it_has_not(load):
    load(is_public=True)
    assert not Comment.objects.exists()


def test_public_installation_gets_accounts_when_somebody_insists(load):
    said = load("--with-logins", is_public=True)
    assert User.objects.filter(is_superuser=True).exists()
    assert "Delete them" in said


def test_passwords_are_never_shown_on_a_public_installation(load, tmp_path):
    load("--with-logins", is_public=True)
    assert (tmp_path / "sample-password").read_text() not in logins_shown()


def test_passwords_are_shown_on_a_machine_of_ones_own(load, tmp_path):
    load(is_public=False)
    assert (tmp_path / "sample-password").read_text() in logins_shown()


def test_base_settings_make_no_sample_logins():
    assert base.SAMPLE_LOGINS is False


def test_every_page_of_the_team_is_published_as_it_stands(load):
    load(is_public=False)
    assert not TeamMemberPage.objects.filter(has_unpublished_changes=True).exists()


def test_account_of_a_person_survives_the_next_publication(load):
    load(is_public=False)
    page = TeamMemberPage.objects.get(slug="priya-nair")
    page.get_latest_revision().publish()
    assert TeamMemberPage.objects.get(slug="priya-nair").user.username == "editor"


@pytest.mark.parametrize("options", [[], ["--if-empty"]])
def test_sample_site_follows_the_address_it_is_served_at(load, settings, options):
    load(is_public=False)
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:9000"
    load(*options, is_public=False)
    assert HomePage.objects.get().full_url == "http://localhost:9000/"


def test_site_of_a_clinic_keeps_its_address(load, settings):
    load(is_public=False)
    HomePage.objects.update(is_sample=False)
    before = HomePage.objects.get().full_url
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:9000"
    load("--if-empty", is_public=False)
    assert HomePage.objects.get().full_url == before


def test_address_is_the_one_of_the_settings(settings):
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:9000"
    assert "http://localhost:9000/admin/" in logins_shown()


def test_address_that_nobody_can_open_is_not_shown():
    said = StringIO()
    call_command("show_logins", address="http://0.0.0.0:9000", stdout=said)
    assert "http://localhost:9000/admin/" in said.getvalue()
