"""Founds an installation without a word of sample data."""

import re

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from clinicsite.clinic.actions import create_site

HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.IGNORECASE)


class Command(BaseCommand):
    """`manage.py create_site --name "Harbor Pain Clinic" --host www.example.org`."""

    help = "Make the home page, and set the address and the name of the site. Run again, it touches no page."

    def add_arguments(self, parser):
        parser.add_argument("--name", required=True, help="The clinic's name.")
        parser.add_argument("--host", required=True, help="The name readers type, without https://.")
        parser.add_argument("--port", type=int, default=443, help="443 (the default) where the site speaks HTTPS.")

    def handle(self, *args, **options):
        if not HOST.fullmatch(options["host"]):
            raise CommandError("--host takes a name such as www.example.org, without https:// and without a path.")
        try:
            is_new = create_site(name=options["name"], host=options["host"].lower(), port=options["port"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        made = "The home page is made." if is_new else "The home page was there already."
        self.stdout.write(f"{made} Next, in the admin: its text, and contact, urgent help and menus under Settings.")
