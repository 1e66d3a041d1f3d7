"""Writes out everything tied to an address."""

import json

from django.core.management.base import CommandError

from blog.comments.actions.erasure import counts_of, export_commenter
from blog.comments.errors import NotAllowed
from blog.comments.management.commenters import CommenterCommand, add_person, person


class Command(CommenterCommand):
    """`manage.py export_commenter`: the file that the person can also fetch by a signed link."""

    help = "Write everything tied to an address as JSON. Reads the address from standard input, or takes --commenter."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        add_person(parser)
        parser.add_argument("--dry-run", action="store_true", help="count, write nothing out and log nothing")

    def handle(self, *args, **options):
        commenter = self.commenter(options)
        if options["dry_run"]:
            for kind, number in counts_of(commenter).items():
                self.stdout.write(f"{kind}: {number}")
            return
        try:
            exported = export_commenter(commenter=commenter, by=person(options))
        except NotAllowed:
            raise CommandError(f"{options['by']} may not export commenters.") from None
        self.stdout.write(json.dumps(exported, indent=2, ensure_ascii=False))
