"""Reads the text of every published page for the glossary."""

from django.core.management.base import BaseCommand

from clinicsite.library.actions import keep_words_of_all


class Command(BaseCommand):
    """`manage.py refresh_glossary`: publishing a page does this for the page by itself."""

    help = "Read the text of every published page again, for the glossary's list of uses and its report."

    def handle(self, *args, **options):
        self.stdout.write(f"{keep_words_of_all()} pages")
