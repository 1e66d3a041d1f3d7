"""Checks pages, a file, or texts as JSON Lines."""

from pathlib import Path

from django.core.management.base import CommandError
from wagtail.models import Page

from clinicsite.core.json_lines import Line
from clinicsite.core.management.line_commands import LinesCommand, naming_files
from clinicsite.review.actions import check_site_texts, check_text, refresh_check, rules_in_force
from clinicsite.review.claims import Finding, kind_title
from clinicsite.review.claims.json_lines import read_lines, with_findings
from clinicsite.review.models import ClaimsCheck


class Command(LinesCommand):
    """`manage.py check_claims`: `--all`, `--page ID`, `--file TEXT`, or `--jsonl INPUT --output OUT`."""

    help = (
        "Check published pages and refresh the report of claims (--all, --page ID), or the text of a file (--file), or "
        "texts as JSON Lines (--jsonl INPUT --output OUT), to which it adds `findings`. Lines that cannot be read go "
        "unchanged to OUT.rejected, and the command ends with status 1."
    )

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--all", action="store_true", help="every published page, and what is shown outside of pages")
        what.add_argument("--page", type=int, metavar="ID", help="one published page")
        what.add_argument("--file", type=Path, metavar="TEXT", help="a text file in UTF-8")
        what.add_argument("--jsonl", type=Path, metavar="INPUT", help="one JSON object with `text` a line")
        parser.add_argument("--output", type=Path, metavar="OUT", help="where --jsonl writes")
        parser.add_argument("--country", default="US", help="for --file and --jsonl: US (default) or UK")

    def handle(self, *args, **options):
        self.rules = rules_in_force()
        if options["jsonl"]:
            self._check_lines(options["jsonl"], options["output"], options["country"])
        elif options["file"]:
            self._print(self._check_file(options["file"], options["country"]))
        else:
            self._check_pages(options["page"])

    def _check_pages(self, page_id: int | None) -> None:
        pages = Page.objects.live().filter(depth__gt=1).order_by("path")
        if page_id is not None:
            pages = pages.filter(pk=page_id)
            if not pages:
                raise CommandError(f"No published page has the number {page_id}.")
        else:
            ClaimsCheck.objects.exclude(page__live=True).delete()
        for page in pages.specific().iterator(chunk_size=100):
            row = refresh_check(page, rules=self.rules)
            self.stdout.write(
                f"{page.pk} {page.title}: {row.block_count} block, {row.warn_count} warn, {row.note_count} note"
            )
            self._print([Finding(**finding) for finding in row.findings])
        if page_id is None:
            self._check_site_texts()

    def _check_site_texts(self) -> None:
        """Settings, menus, shared texts, statements, terms and titles of files: what is shown outside of pages."""
        for said, findings in check_site_texts(self.rules):
            self.stdout.write(said.label)
            self._print(findings)

    def _check_file(self, path: Path, country: str) -> list[Finding]:
        try:
            with naming_files(path):
                return check_text(path.read_text(encoding="utf-8"), country=country, rules=self.rules)
        except UnicodeDecodeError as error:
            raise CommandError(f"{path} is not UTF-8.") from error

    def _print(self, findings: list[Finding]) -> None:
        for finding in findings:
            words = " ".join(finding.words.split())[:120]
            place = f"{finding.field}:{finding.start}"
            self.stdout.write(f"  {finding.severity} {finding.rule} {kind_title(finding.kind)}, {place}: {words}")

    def _check_lines(self, source: Path, target: Path | None, country: str) -> None:
        if target is None:
            raise CommandError("Name the file to write: --output OUT.")

        def checked(line: Line) -> dict:
            return with_findings(line.row, check_text(line.row["text"], country=country, rules=self.rules))

        self.rewrite(source, target, read=read_lines, rewritten=checked, done="texts checked")
