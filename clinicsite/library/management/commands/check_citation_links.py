"""Checks the library's numbers and the citations of published pages."""

from django.core.management.base import BaseCommand, CommandError

from clinicsite.library import link_check


class Command(BaseCommand):
    """`manage.py check_citation_links`: ends with status 1 where a citation leads nowhere."""

    help = "Check identifiers, citations and their anchors offline; with --network also whether each address answers."

    def add_arguments(self, parser):
        parser.add_argument(
            "--network", action="store_true", help="ask each address once, one a second; other hosts see this machine"
        )

    def handle(self, *args, **options):
        count = 0
        for reference, fault in link_check.faults_of_references():
            count += self.tell(f"{reference.key}: {fault}")
        for page, fault in link_check.faults_of_pages():
            count += self.tell(f"{page.url_path}: {fault}")
        if options["network"]:
            for reference, fault in link_check.faults_on_the_network():
                count += self.tell(f"{reference.key}: {fault}")
        if count:
            raise CommandError(f"{count} faults")
        self.stdout.write("Every citation leads somewhere.")

    def tell(self, words: str) -> int:
        """Write one fault; returns 1, to be counted."""
        self.stdout.write(words)
        return 1
