"""Measures the judge on comments whose label is known."""

import json
from pathlib import Path

from blog.comments.triage import EVALUATED, Engine, evaluate, judge, plain_engine, shipped_engine
from blog.comments.triage.evaluation import Evaluation
from blog.comments.triage.json_lines import read_lines
from clinicsite.core.management.line_commands import LinesCommand, naming_files

ROW = "{:<16}{:>20}{:>16}{:>18}{:>18}"


class Command(LinesCommand):
    """`manage.py evaluate_triage INPUT.jsonl`: caught and false-alarm rates by label, with 95 % intervals."""

    help = (
        "Judge comments that carry a label (ham, spam, drug_sale, crisis, emergency, pii, adverse_event, "
        "medical_advice or abuse; `also` may list further ones that are true) and print how many were caught."
    )

    def add_arguments(self, parser):
        parser.add_argument("input", type=Path, metavar="INPUT.jsonl")
        parser.add_argument("--json", action="store_true", help="print JSON for machines")
        parser.add_argument("--wrong", action="store_true", help="also list the comments that were judged wrongly")
        parser.add_argument("--plain", action="store_true", help="judge without the sentence encoder, if it is there")

    def handle(self, *args, **options):
        engine = plain_engine() if options["plain"] else shipped_engine()
        with naming_files(options["input"]):
            rows, complaints, wrong = _judge_all(options["input"], engine)
        result = evaluate(rows)
        if options["json"]:
            listed = {"wrong": wrong} if options["wrong"] else {}
            used = {"sentence_encoder": engine.meaning is not None}
            self.stdout.write(json.dumps({**used, **result.as_dict(), **listed}, indent=2))
        else:
            self._print(result, wrong if options["wrong"] else [])
        self.complain(complaints, "were left out of the count.")

    def _print(self, result: Evaluation, wrong: list[dict]) -> None:
        write = self.stdout.write
        write(ROW.format("label", "caught", "95 %", "false, ham", "false, others"))
        for label in EVALUATED:
            caught, false = result.caught[label], result.false_alarms[label]
            elsewhere = result.false_alarms_elsewhere[label]
            write(ROW.format(label, str(caught), caught.reach(3), str(false), str(elsewhere)))
        caught, false = result.unwanted_caught, result.ham_called_unwanted
        write(ROW.format("drug sale, spam", str(caught), caught.reach(3), str(false), ""))
        for kind, rate in (("a label of the list", result.ham_mislabelled), ("any label", result.ham_with_any_label)):
            write(f"ordinary comments with {kind}: {rate}, 95 %: {rate.reach(3) or '-'}")
        for row in wrong:
            given = ", ".join(row["labels"]) or "ordinary"
            write(f"line {row['line']}: {row['label']}, judged {given}: {row['text'][:200]}")


def _judge_all(path: Path, engine: Engine) -> tuple[list[tuple], list[str], list[dict]]:
    """(truth, labels given, labels true as well) of every comment, complaints about lines, and what went wrong."""
    rows, complaints, wrong = [], [], []
    with path.open("rb") as lines:
        for line in read_lines(lines, with_label=True):
            if line.row is None:
                complaints.append(line.complaint)
                continue
            text = line.field("text")
            given = judge(text, line.field("author"), line.field("url"), engine=engine).labels
            truth, also = line.row["label"], line.row.get("also") or []
            rows.append((truth, given, also))
            if _is_wrong(truth, given, also):
                wrong.append({"line": line.number, "label": truth, "labels": list(given), "text": text})
    return rows, complaints, wrong


def _is_wrong(truth: str, given: tuple[str, ...], also: list[str]) -> bool:
    counted = set(given) & set(EVALUATED)
    if truth == "ham":
        return bool(counted - set(also))
    return truth not in counted
