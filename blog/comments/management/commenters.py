"""How commands name a commenter: by number, or by an address on standard input. Never as an argument of the process."""

import sys

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from blog.comments.models import Commenter


class CommenterCommand(BaseCommand):
    """A command about one address."""

    def add_arguments(self, parser):
        parser.add_argument(
            "--commenter", type=int, metavar="NUMBER", help="the commenter's number; without it, an address is read"
        )

    def commenter(self, options) -> Commenter:
        """The commenter that the options or standard input name. Raises CommandError."""
        if options["commenter"] is not None:
            found = Commenter.objects.filter(pk=options["commenter"]).first()
        else:
            if sys.stdin.isatty():
                self.stderr.write("The address, then Enter:")
            address = sys.stdin.readline().strip()
            found = Commenter.objects.with_address(address).first() if address else None
        if found is None:
            raise CommandError("Nothing is tied to that address.")
        return found


def add_person(parser) -> None:
    """Add the option that names the person who acts."""
    parser.add_argument("--by", required=True, metavar="LOGIN", help="who acts: an account that may do this")


def person(options):
    """The account that acts. Raises CommandError."""
    found = get_user_model().objects.filter(username=options["by"]).first()
    if found is None:
        raise CommandError(f"There is no account named {options['by']}.")
    return found
