"""Judges comments of a file."""

import os
from contextlib import suppress
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from blog.comments.triage import judge
from blog.comments.triage.json_lines import judged, read_lines


class Command(BaseCommand):
    """`manage.py triage_comments INPUT.jsonl --output OUT.jsonl`: adds labels, lane, spam score and reasons."""

    help = (
        "Judge comments: one JSON object a line with text, author and url. Everything else in them is kept. "
        "Lines that cannot be read go unchanged to OUT.jsonl.rejected, and the command ends with status 1."
    )

    def add_arguments(self, parser):
        parser.add_argument("input", type=Path, metavar="INPUT.jsonl")
        parser.add_argument("--output", type=Path, required=True, metavar="OUT.jsonl")

    def handle(self, *args, **options):
        source, target = options["input"], options["output"]
        rejected = target.with_name(target.name + ".rejected")
        if target.exists() and source.exists() and target.samefile(source):
            raise CommandError("The output would overwrite the input. Name another file.")
        try:
            count, complaints = self._judge_all(source, target, rejected)
        except OSError as error:
            raise CommandError(f"{error.filename or source}: {error.strerror}") from error
        self.stdout.write(f"{count} comments judged: {target}")
        for complaint in complaints:
            self.stderr.write(complaint)
        if complaints:
            raise CommandError(f"{len(complaints)} lines could not be read. They are kept in {rejected}")

    def _judge_all(self, source: Path, target: Path, rejected: Path) -> tuple[int, list[str]]:
        """Writes beside the target first, so that a file that was there is whole until the new one is."""
        growing = target.with_name(target.name + ".part")
        refused = rejected.with_name(rejected.name + ".part")
        count, complaints = 0, []
        try:
            with source.open("rb") as lines, growing.open("w", encoding="utf-8") as out, refused.open("wb") as bad:
                for line in read_lines(lines):
                    if line.comment is None:
                        bad.write(line.raw.rstrip(b"\r\n") + b"\n")
                        complaints.append(line.complaint)
                    else:
                        judgement = judge(line.field("text"), line.field("author"), line.field("url"))
                        out.write(judged(line.comment, judgement))
                        count += 1
            os.replace(growing, target)
            if complaints:
                os.replace(refused, rejected)
        finally:
            for path in (growing, refused):
                with suppress(FileNotFoundError):
                    path.unlink()
        return count, complaints
