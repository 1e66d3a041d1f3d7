"""Restores the roles."""

from django.core.management.base import BaseCommand

from clinicsite.users.roles import ROLES, sync_roles


class Command(BaseCommand):
    """`manage.py sync_roles`: gives each role exactly the permissions that clinicsite/users/roles.py declares."""

    help = "Give each role exactly what it is declared to have. Runs by itself after every migrate."

    def handle(self, *args, **options):
        sync_roles()
        self.stdout.write(", ".join(role.name for role in ROLES))
