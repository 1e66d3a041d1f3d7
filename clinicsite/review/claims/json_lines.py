"""Texts as JSON Lines: what a line has to hold, and what the checker adds to it."""

from collections.abc import Iterable, Iterator
from functools import partial

from clinicsite.core.json_lines import Line
from clinicsite.core.json_lines import read_lines as read_any_lines
from clinicsite.review.claims.checking import Finding
from clinicsite.review.claims.evaluation import LABELS


def read_lines(handle: Iterable[bytes], *, with_label: bool = False) -> Iterator[Line]:
    """The texts of an open file. With `with_label` each has to carry a known `label`."""
    return read_any_lines(handle, partial(_problem, with_label=with_label))


def with_findings(row: dict, findings: list[Finding]) -> dict:
    """A checked text: all it had, and what was found."""
    found = [{name: value for name, value in finding.as_dict().items() if name != "field"} for finding in findings]
    return {**row, "findings": found}


def _problem(row: dict, *, with_label: bool) -> str:
    if with_label and row.get("label") not in LABELS:
        return f"its `label` is none of {', '.join(LABELS)}."
    if with_label and not isinstance(row.get("kind", ""), str | None):
        return "its `kind` is not a text."
    return ""
