"""Prints where the site answers and how to sign in."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand

from clinicsite.clinic.actions import EVERY_ADDRESS
from clinicsite.demo.logins import working_logins


class Command(BaseCommand):
    """`manage.py show_logins --address http://localhost:8000`."""

    help = "Print the address and the sample logins that still work."

    def add_arguments(self, parser):
        parser.add_argument("--address", default=settings.WAGTAILADMIN_BASE_URL)

    def handle(self, *args, **options):
        address = _openable(options["address"].rstrip("/"))
        self.stdout.write(f"\n  Site    {address}/\n  Editing {address}/admin/\n")
        logins = working_logins()
        if logins:
            self.stdout.write("  Sample logins (this machine only):\n")
        for account, password in logins:
            self.stdout.write(f"    {account.username:<12} {password}   {account.can}")
        self.stdout.write("")


def _openable(address: str) -> str:
    """The address a browser on this machine can open: nobody can open the one that means every address."""
    parts = urlsplit(address)
    if parts.hostname not in EVERY_ADDRESS:
        return address
    return f"{parts.scheme}://localhost:{parts.port}" if parts.port else f"{parts.scheme}://localhost"
