"""Fills the site with made-up comments, to measure it."""

from django.core.management.base import BaseCommand, CommandError

from clinicsite.demo.crowd import make_comments, make_pages


class Command(BaseCommand):
    """`manage.py generate_comments --count 1000000 --pages 2000`: a crowd for measuring, in a database of its own."""

    help = "Make sample pages and comments by the thousand. For measuring: use a database you can throw away."

    def add_arguments(self, parser):
        parser.add_argument("--count", type=int, default=1_000_000, help="comments to make")
        parser.add_argument("--pages", type=int, default=2_000, help="sample articles to spread them over")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same comments")

    def handle(self, *args, **options):
        if options["count"] < 1 or options["pages"] < 1:
            raise CommandError("Name at least one comment and one page.")
        report = self.stdout.write if options["verbosity"] > 1 else lambda line: None
        try:
            page_ids = make_pages(options["pages"], report)
        except LookupError as error:
            raise CommandError(str(error)) from error
        make_comments(options["count"], page_ids, report, seed=options["seed"])
        self.stdout.write(f"{options['count']} comments on {len(page_ids)} pages.")
