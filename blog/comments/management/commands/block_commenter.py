"""Keeps an address out, or lets it in again."""

from django.core.management.base import CommandError

from blog.comments.actions.blocking import block_commenter, unblock_commenter
from blog.comments.actions.erasure import counts_of
from blog.comments.errors import NotAllowed
from blog.comments.management.commenters import CommenterCommand, add_person, person
from blog.comments.models import RefusalReason


class Command(CommenterCommand):
    """`manage.py block_commenter`: no more comments and edits from an address."""

    help = "Block an address, or unblock it. Reads the address from standard input, or takes --commenter."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        add_person(parser)
        parser.add_argument("--reason", default=RefusalReason.SPAM, choices=RefusalReason.values, help="why")
        parser.add_argument("--unblock", action="store_true", help="take comments from the address again")
        parser.add_argument("--dry-run", action="store_true", help="show what is tied to the address, change nothing")

    def handle(self, *args, **options):
        commenter = self.commenter(options)
        if options["dry_run"]:
            for kind, number in counts_of(commenter).items():
                self.stdout.write(f"{kind}: {number}")
            self.stdout.write("Blocked." if commenter.blocked_at else "Not blocked.")
            return
        try:
            if options["unblock"]:
                unblock_commenter(commenter=commenter, by=person(options))
            else:
                block_commenter(commenter=commenter, by=person(options), reason=options["reason"])
        except NotAllowed:
            raise CommandError(f"{options['by']} may not block commenters.") from None
        self.stdout.write("No longer blocked." if options["unblock"] else "Blocked.")
