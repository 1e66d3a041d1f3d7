"""Erases everything tied to an address."""

from django.core.management.base import CommandError

from blog.comments.actions.erasure import counts_of, erase_commenter
from blog.comments.errors import NotAllowed
from blog.comments.management.commenters import CommenterCommand, add_person, person
from blog.comments.models import ErasureRecord


class Command(CommenterCommand):
    """`manage.py erase_commenter`: what a person with the right does in the admin."""

    help = "Erase an address with its names and texts. Reads the address from standard input, or takes --commenter."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        add_person(parser)
        parser.add_argument("--dry-run", action="store_true", help="count, and erase nothing")

    def handle(self, *args, **options):
        commenter = self.commenter(options)
        if options["dry_run"]:
            counts = counts_of(commenter)
        else:
            try:
                record = erase_commenter(commenter=commenter, cause=ErasureRecord.Cause.STAFF, by=person(options))
            except NotAllowed:
                raise CommandError(f"{options['by']} may not erase commenters.") from None
            counts = record.counts
        for kind, number in counts.items():
            self.stdout.write(f"{kind}: {number}")
        self.stdout.write("Nothing was erased." if options["dry_run"] else "Erased.")
