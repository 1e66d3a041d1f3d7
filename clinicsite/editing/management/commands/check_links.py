"""Looks where the links of published pages lead."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.db.models import Q
from django.utils import timezone

from clinicsite.editing.actions import ask_link, refresh_all_gaps
from clinicsite.editing.models import OutgoingLink
from clinicsite.editing.page_queries import links_to_nothing


class Command(BaseCommand):
    """`manage.py check_links`: counts links inside the site; with --external, asks other sites too."""

    help = "Read the links of all published pages. Only with --external does it reach for the network."

    def add_arguments(self, parser):
        parser.add_argument("--external", action="store_true", help="ask every address elsewhere")
        parser.add_argument(
            "--older-than", type=int, default=7, metavar="DAYS", help="ask only what was not asked for so long (7)"
        )

    def handle(self, *args, **options):
        self.stdout.write(f"{refresh_all_gaps()} pages read.")
        self.stdout.write(f"{links_to_nothing().count()} links lead to a page that readers cannot see.")
        if not options["external"]:
            self.stdout.write(f"{OutgoingLink.objects.count()} addresses elsewhere; ask them with --external.")
            return
        before = timezone.now() - timedelta(days=options["older_than"])
        for link in OutgoingLink.objects.filter(Q(checked_at=None) | Q(checked_at__lt=before)).order_by("pk"):
            ask_link(link)
            self.stdout.write(f"{link.status or link.fault}\t{link.address}")
        self.stdout.write(f"{OutgoingLink.objects.broken().count()} are broken.")
