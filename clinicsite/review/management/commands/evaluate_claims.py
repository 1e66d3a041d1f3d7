"""Measures the checker on sentences whose label is known."""

import json
from pathlib import Path

from clinicsite.core.management.line_commands import LinesCommand, naming_files
from clinicsite.review.claims import check, shipped_rules
from clinicsite.review.claims.evaluation import RISKY, Counts, Evaluation, evaluate
from clinicsite.review.claims.json_lines import read_lines

ROW = "{:<16}{:>18}{:>17}{:>18}{:>18}"


class Command(LinesCommand):
    """`manage.py evaluate_claims FILE.jsonl`: precision and recall, overall and by kind."""

    help = (
        "Check sentences that carry a label (risky or fine) and a kind, and print how many of the risky ones a rule or "
        "the model flags (block or warn), how many of the flagged are risky, and how many fine ones are flagged."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")
        parser.add_argument("--json", action="store_true", help="print JSON for machines")
        parser.add_argument("--wrong", action="store_true", help="also list what was judged wrongly")
        parser.add_argument("--country", default="US", help="US (default) or UK")

    def handle(self, *args, **options):
        rows, complaints, wrong = self._check_all(options["file"], options["country"])
        result = evaluate(rows)
        if options["json"]:
            listed = {"wrong": wrong} if options["wrong"] else {}
            version = {"rules_version": shipped_rules().version}
            self.stdout.write(json.dumps({**version, **result.as_dict(), **listed}, indent=2))
        else:
            self._print(result, wrong if options["wrong"] else [])
        self.complain(complaints, "were left out of the count.")

    def _check_all(self, path: Path, country: str) -> tuple[list[tuple], list[str], list[dict]]:
        """(label, kind, was it flagged) of every sentence, complaints about lines, and what went wrong."""
        rows, complaints, wrong = [], [], []
        with naming_files(path), path.open("rb") as lines:
            for line in read_lines(lines, with_label=True):
                if line.row is None:
                    complaints.append(line.complaint)
                    continue
                label, kind, text = line.row["label"], line.row.get("kind") or "-", line.row["text"]
                flagged = [finding.rule for finding in check({"text": text}, country=country) if finding.is_flagged]
                rows.append((label, kind, bool(flagged)))
                if bool(flagged) != (label == RISKY):
                    wrong.append({"line": line.number, "label": label, "kind": kind, "rules": flagged, "text": text})
        return rows, complaints, wrong

    def _print(self, result: Evaluation, wrong: list[dict]) -> None:
        self.stdout.write(ROW.format("kind", "recall", "95 %", "precision", "fine, flagged"))
        for kind, counts in {"all": result.overall, **result.by_kind}.items():
            self.stdout.write(_row(kind, counts))
        for row in wrong:
            rules = ", ".join(row["rules"]) or "nothing"
            self.stdout.write(f"line {row['line']}: {row['label']}, {row['kind']}, found {rules}: {row['text'][:200]}")


def _row(kind: str, counts: Counts) -> str:
    recall = counts.recall
    return ROW.format(kind[:15], str(recall), recall.reach(2), str(counts.precision), str(counts.false_alarms))
