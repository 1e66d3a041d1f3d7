"""Builds the sample site."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.models import Site

from clinicsite.clinic.actions import follow_address
from clinicsite.clinic.models import HomePage
from clinicsite.demo.builder import SampleSite
from clinicsite.demo.comments import SampleComments
from clinicsite.demo.logins import make_sample_accounts, password_file
from clinicsite.demo.markup import MarkupError
from clinicsite.demo.on_call import load_on_call
from clinicsite.demo.reply_templates import load_reply_templates
from clinicsite.demo.statements import give_statements_an_owner, load_statements
from clinicsite.users.roles import sync_roles

REFUSED = (
    "No sample accounts and no sample comments were made: this is a public installation, and everybody can read what "
    "the accounts are called. --with-logins makes them all the same."
)
KNOWN_LOGINS = "Sample accounts were made on a public installation. Delete them before readers come. Their password:"


class Command(BaseCommand):
    """`manage.py load_demo`: makes whatever of the sample site is missing, all of it or nothing."""

    help = "Build the sample clinic from clinicsite/demo/content. Run again, it changes nothing that exists."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="Make nothing where a home page exists already.")
        parser.add_argument(
            "--with-logins",
            action="store_true",
            help="On a public installation, make the sample accounts too, one of which may do everything.",
        )

    def handle(self, *args, **options):
        if not (options["if_empty"] and HomePage.objects.exists()):
            self._load(options)
        self._follow_address()

    def _load(self, options):
        site = SampleSite(report=self.stdout.write if options["verbosity"] > 1 else lambda line: None)
        has_logins = settings.SAMPLE_LOGINS or options["with_logins"]
        try:
            with transaction.atomic():
                sync_roles()
                load_statements(site.toml("statements.toml")["statements"])
                site.build()
                if has_logins:
                    accounts = make_sample_accounts(site.pages)
                    load_on_call(accounts)
                    give_statements_an_owner("editor")
                    load_reply_templates(site.toml("reply_templates.toml")["replies"])
                    SampleComments(site.toml("comments.toml")["comments"], site.pages, accounts).load()
        except BaseException as error:
            for name in site.saved_files:
                default_storage.delete(name)
            if isinstance(error, MarkupError):
                raise CommandError(f"The sample site was not loaded, nothing was changed. {error}") from error
            raise
        self.stdout.write(self.style.SUCCESS("The sample site stands. Everybody and everything in it is invented."))
        if not has_logins:
            self.stdout.write(REFUSED)
        elif not settings.SAMPLE_LOGINS:
            self.stdout.write(self.style.WARNING(f"{KNOWN_LOGINS} {password_file()}."))

    def _follow_address(self):
        """The sample site's own links begin with the address it is served at."""
        site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
        home = site.root_page.specific if site else None
        if isinstance(home, HomePage) and home.is_sample:
            follow_address(site=site, address=settings.WAGTAILADMIN_BASE_URL)
