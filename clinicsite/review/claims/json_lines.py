"""Texts as JSON Lines: one object a line, read so that a bad line costs nobody its neighbours."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clinicsite.review.claims.checking import Finding
from clinicsite.review.claims.evaluation import LABELS


@dataclass(frozen=True)
class Line:
    """A line of the file: its number, its bytes, and either the object in it or what is wrong."""

    number: int
    raw: bytes
    row: dict | None
    problem: str = ""

    @property
    def complaint(self) -> str:
        """What is wrong, for the person at the terminal."""
        return f"Line {self.number}: {self.problem}"


def read_lines(handle: Iterable[bytes], *, with_label: bool = False) -> Iterator[Line]:
    """The lines of an open file that are not blank. With `with_label` each has to carry a known `label`."""
    for number, raw in enumerate(handle, start=1):
        if not raw.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        try:
            row = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError:
            yield Line(number, raw, None, "it is not UTF-8.")
            continue
        except (ValueError, RecursionError) as error:
            yield Line(number, raw, None, f"it is not JSON: {error}.")
            continue
        problem = _problem(row, with_label)
        yield Line(number, raw, None if problem else row, problem)


def with_findings(row: dict, findings: list[Finding]) -> str:
    """The line of a checked text: all it had, and what was found."""
    found = [{name: value for name, value in finding.as_dict().items() if name != "field"} for finding in findings]
    return json.dumps({**row, "findings": found}) + "\n"


def _problem(row: object, with_label: bool) -> str:
    if not isinstance(row, dict):
        return "it is not an object in braces."
    if not isinstance(row.get("text"), str):
        return "it has no `text`." if "text" not in row else "its `text` is not a text."
    if with_label and row.get("label") not in LABELS:
        return f"its `label` is none of {', '.join(LABELS)}."
    if with_label and not isinstance(row.get("kind", ""), str | None):
        return "its `kind` is not a text."
    return ""
