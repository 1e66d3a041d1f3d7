"""Prints where the site answers and how to sign in."""

from django.core.management.base import BaseCommand

from clinicsite.demo.logins import working_logins


class Command(BaseCommand):
    """`manage.py show_logins --address http://localhost:8000`."""

    help = "Print the address and the sample logins that still work."

    def add_arguments(self, parser):
        parser.add_argument("--address", default="http://localhost:8000")

    def handle(self, *args, **options):
        address = options["address"].rstrip("/")
        self.stdout.write(f"\n  Site    {address}/\n  Editing {address}/admin/\n")
        logins = working_logins()
        if logins:
            self.stdout.write("  Sample logins (this machine only):\n")
        for account, password in logins:
            self.stdout.write(f"    {account.username:<12} {password}   {account.can}")
        self.stdout.write("")
