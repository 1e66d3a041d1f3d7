"""Sample accounts, one a role, with a password that only this machine knows."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group


@dataclass(frozen=True)
class SampleAccount:
    """A login, the role it shows, and the member of the team it belongs to, if any."""

    username: str
    group: str
    person: str
    first_name: str
    last_name: str
    can: str


SAMPLE_ACCOUNTS = [
    SampleAccount("owner", "", "", "Olive", "Example", "everything"),
    SampleAccount("editor", "Editors", "priya-nair", "Priya", "Nair", "writes pages, publishes what is signed off"),
    SampleAccount("contributor", "Contributors", "", "Sam", "Example", "writes drafts, sends them to review"),
    SampleAccount("reviewer", "Clinical reviewers", "amara-okafor", "Amara", "Okafor", "signs off clinical pages"),
    SampleAccount("compliance", "Compliance", "", "Casey", "Example", "lets claims stand, exports records of reviews"),
    SampleAccount("marketer", "Marketers", "", "Morgan", "Example", "writes drafts, keeps redirects"),
    SampleAccount("frontdesk", "Front desk", "", "Frankie", "Example", "looks things up"),
    SampleAccount("clinician", "Clinicians", "daniel-reyes", "Daniel", "Reyes", "answers readers and urgent comments"),
    SampleAccount("moderator", "Moderators", "hannah-lindqvist", "Hannah", "Lindqvist", "decides on comments"),
]


def password_file() -> Path:
    """Where this installation keeps the sample accounts' password."""
    return Path(settings.DATA_DIR) / "sample-password"


def sample_password() -> str:
    """The sample accounts' password, made on the first load and readable by the owner of the file only."""
    path = password_file()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(f"alder-{secrets.token_hex(5)}")
    return path.read_text()


def make_sample_accounts(pages: Mapping) -> dict:
    """The accounts that are missing, tied to their members of the team. Returns those of the team by slug."""
    accounts = {}
    for sample in SAMPLE_ACCOUNTS:
        user, created = get_user_model().objects.get_or_create(
            username=sample.username,
            defaults={
                "first_name": sample.first_name,
                "last_name": sample.last_name,
                "email": f"{sample.username}@example.org",
                "is_superuser": not sample.group,
                "is_staff": not sample.group,
            },
        )
        if created:
            user.set_password(sample_password())
            user.save()
            if sample.group:
                user.groups.add(Group.objects.get(name=sample.group))
            if sample.person:
                _tie(pages[sample.person], user)
        if sample.person:
            accounts[sample.person] = user
    return accounts


def _tie(person, user) -> None:
    """Publish the account with the page: one set beside the revisions would go when an editor publishes the next."""
    person = type(person).objects.get(pk=person.pk)
    person.user = user
    person.save_revision().publish()


def working_logins() -> list[tuple[SampleAccount, str]]:
    """The sample accounts that still open with the sample password; on a public installation none is told."""
    path = password_file()
    if not settings.SAMPLE_LOGINS or not path.exists():
        return []
    password = path.read_text()
    names = [account.username for account in SAMPLE_ACCOUNTS]
    users = {user.username: user for user in get_user_model().objects.filter(username__in=names)}
    return [
        (account, password)
        for account in SAMPLE_ACCOUNTS
        if account.username in users and users[account.username].check_password(password)
    ]
