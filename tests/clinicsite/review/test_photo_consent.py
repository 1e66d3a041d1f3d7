"""Editors hear of a consent before it ends, and when it has."""

import datetime
import gc

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from clinicsite.background.models import OutgoingMail
from clinicsite.media.models import ClinicImage
from clinicsite.review.photo_consent import remind_of_photo_consents
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def image():
    ends = timezone.localdate(NOW) + datetime.timedelta(days=20)
    yield ClinicImage.objects.create(
        title="A nurse",
        file=get_test_image_file(size=(40, 30)),
        shows_person=True,
        consent_kind="patient",
        consent_reference="File 1",
        consent_expires_on=ends,
    )
    gc.collect()


@pytest.fixture
def editor():
    user = UserFactory(email="editor@example.org")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def mails() -> list[str]:
    return [mail.recipient for mail in OutgoingMail.objects.all()]


def test_editor_is_told_ahead(image, editor):
    assert remind_of_photo_consents(NOW) == 1
    assert mails() == ["editor@example.org"]


def test_mail_names_picture_and_day(image, editor):
    remind_of_photo_consents(NOW)
    text = OutgoingMail.objects.get().text
    assert "A nurse: Consent ends soon" in text


def test_nobody_is_told_twice(image, editor):
    remind_of_photo_consents(NOW)
    remind_of_photo_consents(NOW + datetime.timedelta(days=1))
    assert len(mails()) == 1


def test_editor_is_told_again_when_it_has_ended(image, editor):
    remind_of_photo_consents(NOW)
    remind_of_photo_consents(NOW + datetime.timedelta(days=25))
    assert len(mails()) == 2


def test_renewed_consent_is_told_of_when_it_ends_in_turn(image, editor):
    remind_of_photo_consents(NOW)
    image.consent_expires_on += datetime.timedelta(days=365)
    image.save()
    assert remind_of_photo_consents(NOW) == 0
    assert remind_of_photo_consents(NOW + datetime.timedelta(days=365)) == 1


def test_people_without_pictures_or_address_hear_nothing(image, editor):
    editor.is_active = False
    editor.save()
    UserFactory(email="moderator@example.org").groups.add(Group.objects.get(name="Moderators"))
    UserFactory(email="").groups.add(Group.objects.get(name="Editors"))
    remind_of_photo_consents(NOW)
    assert mails() == []


def test_nothing_to_tell_is_no_mail(editor):
    assert (remind_of_photo_consents(NOW), mails()) == (0, [])
