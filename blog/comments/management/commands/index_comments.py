from django.core.management.base import BaseCommand

from blog.comments.actions.indexing import index_changed_comments, index_every_comment


class Command(BaseCommand):
    """Brings the moderators' search up to date; run_jobs does the same every half minute."""

    help = "Bring the moderators' search of comments up to date."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="Take in every comment again, whatever has changed.")

    def handle(self, *args, all, verbosity, **options):
        report = self.stdout.write if verbosity > 1 else lambda line: None
        count = index_every_comment(lambda number: report(f"{number} comments")) if all else index_changed_comments()
        if verbosity:
            self.stdout.write(f"{count} read.")
