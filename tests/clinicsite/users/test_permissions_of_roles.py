"""Every role at every door that no other test stands at: who is let through, and who is not."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site

from clinicsite.library.models import Reference
from clinicsite.media.models import ClinicDocument, ClinicImage
from clinicsite.review.models import RegulatoryStatement
from clinicsite.users.roles import ROLES
from tests.factories.library import ReferenceFactory
from tests.factories.pages import StandardPageFactory
from tests.factories.review import RegulatoryStatementFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
ROLE_NAMES = [role.name for role in ROLES]
STATEMENT, REFERENCE = "wagtailsnippets_review_regulatorystatement", "wagtailsnippets_library_reference"
KEEPS_STATEMENTS = {"Editors", "Compliance", "Administrators"}
KEEPS_REDIRECTS = {"Editors", "Marketers", "Administrators"}
ELSEWHERE = "https://example.org/new/"
CHOOSES_FILES = {"Contributors", "Editors", "Marketers", "Administrators"}


def opens(client, name, *args) -> bool:
    return client.get(reverse(name, args=args)).status_code == 200


def deletes_a_statement(client) -> bool:
    row = RegulatoryStatementFactory()
    client.post(reverse(f"{STATEMENT}:delete", args=[row.pk]))
    return not RegulatoryStatement.objects.filter(pk=row.pk).exists()


def deletes_a_reference(client) -> bool:
    row = ReferenceFactory()
    client.post(reverse(f"{REFERENCE}:delete", args=[row.pk]))
    return not Reference.objects.filter(pk=row.pk).exists()


def makes_a_redirect(client) -> bool:
    form = {"old_path": "/old/", "site": "", "is_permanent": "on", "redirect_page": "", "redirect_link": ELSEWHERE}
    client.post(reverse("wagtailredirects:add"), form)
    return Redirect.objects.filter(old_path="/old").exists()


def changes_a_redirect(client) -> bool:
    row = Redirect.objects.create(old_path="/old", redirect_link="/new/")
    form = {"old_path": "/old", "site": "", "is_permanent": "on", "redirect_page": "", "redirect_link": ELSEWHERE}
    client.post(reverse("wagtailredirects:edit", args=[row.pk]), form)
    return Redirect.objects.get(pk=row.pk).redirect_link == ELSEWHERE


def deletes_a_redirect(client) -> bool:
    row = Redirect.objects.create(old_path="/old", redirect_link="/new/")
    client.post(reverse("wagtailredirects:delete", args=[row.pk]))
    return not Redirect.objects.filter(pk=row.pk).exists()


def locks_a_page(client) -> bool:
    page = StandardPageFactory()
    client.post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    return Page.objects.get(pk=page.pk).locked


def unlocks_a_page(client) -> bool:
    page = StandardPageFactory(locked=True, locked_by=UserFactory())
    client.post(reverse("wagtailadmin_pages:unlock", args=[page.pk]))
    return not Page.objects.get(pk=page.pk).locked


def deletes_a_branch(client) -> bool:
    page = StandardPageFactory()
    StandardPageFactory(parent=page)
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    return not Page.objects.filter(pk=page.pk).exists()


def chooses_an_image(client) -> bool:
    ClinicImage.objects.create(title="Infusion room", file=get_test_image_file())
    return "Infusion room" in client.get(reverse("wagtailimages_chooser:choose")).content.decode()


def chooses_a_document(client) -> bool:
    ClinicDocument.objects.create(title="Consent form", file=ContentFile(b"x", name="consent.txt"))
    return "Consent form" in client.get(reverse("wagtaildocs_chooser:choose")).content.decode()


def changes_trust_settings(client) -> bool:
    return opens(client, "wagtailsettings:edit", "review", "trustsettings", Site.objects.get().pk)


DOORS = {
    "sees regulatory statements": (lambda client: opens(client, f"{STATEMENT}:list"), KEEPS_STATEMENTS),
    "adds a regulatory statement": (lambda client: opens(client, f"{STATEMENT}:add"), KEEPS_STATEMENTS),
    "changes a regulatory statement": (
        lambda client: opens(client, f"{STATEMENT}:edit", RegulatoryStatementFactory().pk),
        KEEPS_STATEMENTS,
    ),
    "deletes a regulatory statement": (deletes_a_statement, {"Administrators"}),
    "changes the settings of trust": (changes_trust_settings, {"Administrators"}),
    "locks a page": (locks_a_page, {"Administrators"}),
    "unlocks a page of somebody else": (unlocks_a_page, {"Administrators"}),
    "deletes a branch of the tree": (deletes_a_branch, {"Administrators"}),
    "sees redirects": (lambda client: opens(client, "wagtailredirects:index"), KEEPS_REDIRECTS),
    "makes a redirect": (makes_a_redirect, KEEPS_REDIRECTS),
    "changes a redirect": (changes_a_redirect, KEEPS_REDIRECTS),
    "deletes a redirect": (deletes_a_redirect, {"Editors", "Administrators"}),
    "deletes a reference that nothing cites": (deletes_a_reference, {"Editors", "Administrators"}),
    "chooses an image": (chooses_an_image, CHOOSES_FILES),
    "chooses a document": (chooses_a_document, CHOOSES_FILES),
    "sees searches without a result": (lambda client: opens(client, "missed_searches"), KEEPS_REDIRECTS),
    "takes searches without a result out": (lambda client: opens(client, "missed_searches_file"), KEEPS_REDIRECTS),
}


@pytest.mark.parametrize("role", ROLE_NAMES)
@pytest.mark.parametrize("door", DOORS)
def test_door_is_open_to_these_roles_only(client, home, door, role):
    passes, allowed = DOORS[door]
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    assert passes(client) is (role in allowed)


@pytest.mark.parametrize("door", DOORS)
def test_door_is_closed_to_strangers(client, home, door):
    passes, _allowed = DOORS[door]
    assert not passes(client)


def test_there_are_nine_roles():
    assert len(ROLE_NAMES) == 9
