"""The team."""

import datetime

import factory
from factory.django import DjangoModelFactory

from clinicsite.clinic.models import HomePage
from clinicsite.people.models import Credential, TeamIndexPage, TeamMemberPage
from tests.factories.pages import ChildPageFactory, HomePageFactory, first_or_new


class TeamIndexPageFactory(ChildPageFactory):
    """The list of people."""

    parent = first_or_new(HomePage, HomePageFactory)
    title = "Team"
    slug = factory.Sequence(lambda number: f"team-{number}")

    class Meta:
        model = TeamIndexPage


class TeamMemberPageFactory(ChildPageFactory):
    """A clinician without photo and credentials."""

    parent = first_or_new(TeamIndexPage, TeamIndexPageFactory)
    title = factory.Sequence(lambda number: f"Jordan Sample {number}")
    role = "Clinical pharmacist"
    summary = "Questions about medicines."
    declared_interests = "None declared"

    class Meta:
        model = TeamMemberPage


class CredentialFactory(DjangoModelFactory):
    """A certificate that is valid for a long time."""

    person = factory.SubFactory(TeamMemberPageFactory)
    title = "Pain medicine, board certified"
    issuer = "A board of examples"
    expires_on = datetime.date(2099, 12, 31)

    class Meta:
        model = Credential
