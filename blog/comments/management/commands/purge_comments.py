"""Erases what was kept long enough."""

from django.core.management.base import BaseCommand

from blog.comments.retention import purge_comments


class Command(BaseCommand):
    """`manage.py purge_comments`: what the daily job does, now."""

    help = "Erase comments, addresses and traces that were kept as long as the settings say; --dry-run only counts."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="count, and erase nothing")

    def handle(self, *args, **options):
        counts = purge_comments(is_dry=options["dry_run"])
        for kind, number in sorted(counts.items()):
            if number:
                self.stdout.write(f"{kind}: {number}")
        if not any(counts.values()):
            self.stdout.write("Nothing to erase.")
        elif options["dry_run"]:
            self.stdout.write("Nothing was erased.")
