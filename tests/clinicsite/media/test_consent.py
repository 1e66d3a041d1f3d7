"""Whether a person in a picture still agrees, and who is told."""

import datetime
import gc

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.images.forms import get_image_form
from wagtail.images.tests.utils import get_test_image_file

from clinicsite.media.models import ClinicImage, ConsentState
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 15)
CONSENT = {"shows_person": True, "consent_kind": "patient", "consent_reference": "Consent file 26-014"}


def picture(**fields) -> ClinicImage:
    return ClinicImage(title="A nurse", **{**CONSENT, **fields})


@pytest.fixture
def stored():
    def store(**fields):
        image = picture(file=get_test_image_file(size=(40, 30)), **fields)
        image.save()
        return image

    yield store
    gc.collect()


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"shows_person": False, "consent_kind": ""}, ConsentState.NOT_NEEDED),
        ({}, ConsentState.VALID),
        ({"consent_expires_on": TODAY + datetime.timedelta(days=31)}, ConsentState.VALID),
        ({"consent_expires_on": TODAY + datetime.timedelta(days=30)}, ConsentState.ENDS_SOON),
        ({"consent_expires_on": TODAY}, ConsentState.ENDS_SOON),
        ({"consent_expires_on": TODAY - datetime.timedelta(days=1)}, ConsentState.LAPSED),
        ({"consent_kind": ""}, ConsentState.MISSING),
        ({"consent_reference": ""}, ConsentState.MISSING),
    ],
)
def test_state_of_consent(fields, state):
    assert picture(**fields).consent_state(TODAY) == state


@pytest.mark.parametrize("missing", ["consent_kind", "consent_reference"])
def test_person_without_consent_is_refused_beside_the_field(superuser, missing):
    data = {"title": "A nurse", "collection": 1, **CONSENT, missing: ""}
    file = SimpleUploadedFile("nurse.png", get_test_image_file().file.getvalue(), "image/png")
    form = get_image_form(ClinicImage)(data, {"file": file}, user=superuser)
    assert set(form.errors) == {missing}


def test_list_of_what_needs_care_begins_with_the_most_urgent(stored):
    soon = stored(consent_expires_on=TODAY + datetime.timedelta(days=10))
    lapsed = stored(consent_expires_on=TODAY - datetime.timedelta(days=10))
    stored(consent_expires_on=TODAY + datetime.timedelta(days=100))
    stored(shows_person=False)
    assert list(ClinicImage.objects.consent_needing_care(TODAY)) == [lapsed, soon]


def test_picture_with_lapsed_consent_says_so_where_it_is_chosen(admin_client, stored):
    stored(consent_expires_on=timezone.localdate() - datetime.timedelta(days=1))
    html = admin_client.get(reverse("wagtailimages_chooser:choose_results")).content.decode()
    assert "Consent has lapsed" in html


def test_picture_with_lapsed_consent_says_so_when_it_is_chosen(admin_client, stored):
    image = stored(consent_expires_on=timezone.localdate() - datetime.timedelta(days=1))
    chosen = admin_client.get(reverse("wagtailimages_chooser:chosen", args=[image.pk])).json()
    assert chosen["result"]["title"] == "A nurse (Consent has lapsed)"


def test_picture_with_valid_consent_is_chosen_without_a_word(admin_client, stored):
    stored()
    html = admin_client.get(reverse("wagtailimages_chooser:choose_results")).content.decode()
    assert "consent-warning" not in html


class TestReport:
    """Pictures whose consent needs somebody."""

    ADDRESS = reverse("photo_consent_report")

    def test_lapsed_picture_is_listed(self, admin_client, stored):
        stored(consent_expires_on=timezone.localdate() - datetime.timedelta(days=1))
        html = admin_client.get(self.ADDRESS).content.decode()
        assert "A nurse" in html
        assert "Consent has lapsed" in html

    def test_picture_with_valid_consent_is_not(self, admin_client, stored):
        stored()
        assert "Every picture of a person has a consent" in admin_client.get(self.ADDRESS).content.decode()

    def test_editor_may_read_it(self, client, stored):
        editor = UserFactory()
        editor.groups.add(Group.objects.get(name="Editors"))
        client.force_login(editor)
        assert client.get(self.ADDRESS).status_code == 200

    def test_moderator_may_not(self, client):
        moderator = UserFactory()
        moderator.groups.add(Group.objects.get(name="Moderators"))
        client.force_login(moderator)
        assert client.get(self.ADDRESS).status_code == 302
