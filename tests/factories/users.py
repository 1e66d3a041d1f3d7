"""Staff accounts."""

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from clinicsite.users.models import User


class UserFactory(DjangoModelFactory):
    """An account without any permission. `password` is stored hashed."""

    username = factory.Sequence(lambda number: f"person-{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password("a long password for tests")

    class Meta:
        model = User


class SuperuserFactory(UserFactory):
    """An account that may do everything."""

    is_staff = True
    is_superuser = True


def person_in(role: str) -> User:
    """An account that has one of the roles."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user
