"""Builds the sample site."""

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from clinicsite.clinic.models import HomePage
from clinicsite.demo.builder import SampleSite
from clinicsite.demo.comments import SampleComments
from clinicsite.demo.logins import make_sample_accounts
from clinicsite.demo.markup import MarkupError
from clinicsite.users.roles import sync_roles


class Command(BaseCommand):
    """`manage.py load_demo`: makes whatever of the sample site is missing, all of it or nothing."""

    help = "Build the sample clinic from clinicsite/demo/content. Run again, it changes nothing that exists."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="Do nothing where a home page exists already.")

    def handle(self, *args, **options):
        if options["if_empty"] and HomePage.objects.exists():
            return
        site = SampleSite(report=self.stdout.write if options["verbosity"] > 1 else lambda line: None)
        try:
            with transaction.atomic():
                sync_roles()
                site.build()
                accounts = make_sample_accounts(site.pages)
                SampleComments(site.toml("comments.toml")["comments"], site.pages, accounts).load()
        except BaseException as error:
            for name in site.saved_files:
                default_storage.delete(name)
            if isinstance(error, MarkupError):
                raise CommandError(f"The sample site was not loaded, nothing was changed. {error}") from error
            raise
        self.stdout.write(self.style.SUCCESS("The sample site stands. Everybody and everything in it is invented."))
