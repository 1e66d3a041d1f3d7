"""The accounts of people who work on the site. Readers have none."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A staff account, custom from the first migration so that fields can be added later."""
