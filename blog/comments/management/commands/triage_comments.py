"""Judges comments of a file."""

from pathlib import Path

from blog.comments.triage import judge
from blog.comments.triage.json_lines import judged, read_lines
from clinicsite.core.json_lines import Line
from clinicsite.core.management.line_commands import LinesCommand


class Command(LinesCommand):
    """`manage.py triage_comments INPUT.jsonl --output OUT.jsonl`: adds labels, lane, spam score and reasons."""

    help = (
        "Judge comments: one JSON object a line with text, author and url. Everything else in them is kept. "
        "Lines that cannot be read go unchanged to OUT.jsonl.rejected, and the command ends with status 1."
    )

    def add_arguments(self, parser):
        parser.add_argument("input", type=Path, metavar="INPUT.jsonl")
        parser.add_argument("--output", type=Path, required=True, metavar="OUT.jsonl")

    def handle(self, *args, **options):
        self.rewrite(options["input"], options["output"], read=read_lines, rewritten=_judged, done="comments judged")


def _judged(line: Line) -> dict:
    return judged(line.row, judge(line.field("text"), line.field("author"), line.field("url")))
