"""Lists of retracted papers as CSV: Retraction Watch's columns, or plainly `doi,pmid,reason,date`. No database.

Retraction Watch's file is public: https://gitlab.com/crossref/retraction-watch-data
"""

import csv
import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from clinicsite.library.identifiers import normalize_doi, normalize_pmid
from clinicsite.library.pasted.reading import checked

# The name of each column in either layout, in lower case without blanks.
COLUMNS = {
    "doi": ("originalpaperdoi", "doi"),
    "pmid": ("originalpaperpubmedid", "pmid", "pubmedid"),
    "reason": ("reason",),
    "date": ("retractiondate", "date"),
    "nature": ("retractionnature", "nature"),
}
# What Retraction Watch writes where a paper has no number.
NO_NUMBER = frozenset({"", "0", "unavailable", "none", "n/a", "na", "-"})
RETRACTION, REINSTATEMENT = "retraction", "reinstatement"
DATE_LAYOUTS = ("%Y-%m-%d", "%m/%d/%Y %H:%M", "%m/%d/%Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
LONGEST_REASON = 400
LONGEST_CELL = 131_072


@dataclass(frozen=True)
class Retraction:
    """One notice of the list. `is_withdrawn` is False for a paper that was reinstated."""

    line: int
    doi: str
    pmid: str
    reason: str
    on: datetime.date | None
    is_withdrawn: bool = True


@dataclass
class RetractionList:
    """What a file says: notices, lines that could not be read with what stands there, and lines about other things."""

    notices: list[Retraction] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    passed_over: int = 0


class NoRetractionList(ValueError):
    """The file has no column by which a paper could be told."""


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 with or without a mark, or what spreadsheets on Windows write."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_retractions(text: str) -> RetractionList:
    """Read a whole file. Raises NoRetractionList where neither layout fits."""
    csv.field_size_limit(LONGEST_CELL)
    lines = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""))
    try:
        header = next(lines, [])
    except csv.Error as error:
        raise NoRetractionList(str(error)) from error
    places = _places(header)
    if "doi" not in places and "pmid" not in places:
        raise NoRetractionList(", ".join(header)[:200])
    found = RetractionList()
    for number, cells in _rows(lines, found):
        if any(cell.strip() for cell in cells):
            _read_row(number, {name: cells[at].strip() for name, at in places.items() if at < len(cells)}, found)
    return found


def _places(header: list[str]) -> dict[str, int]:
    names = ["".join(name.lower().split()).replace("_", "") for name in header]
    return {
        column: names.index(name)
        for column, wanted in COLUMNS.items()
        for name in [next((name for name in wanted if name in names), None)]
        if name
    }


def _rows(lines, found: RetractionList) -> Iterator[tuple[int, list[str]]]:
    while True:
        try:
            yield lines.line_num + 1, next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            found.faults.append((lines.line_num, str(error)))


def _read_row(line: int, row: dict[str, str], found: RetractionList) -> None:
    nature = row.get("nature", "").lower() or RETRACTION
    doi, pmid = row.get("doi", ""), row.get("pmid", "")
    has_doi, has_pmid = doi.lower() not in NO_NUMBER, pmid.lower() not in NO_NUMBER
    if nature not in (RETRACTION, REINSTATEMENT) or not (has_doi or has_pmid):
        found.passed_over += 1
        return
    good_doi = checked(normalize_doi, doi) if has_doi else ""
    good_pmid = checked(normalize_pmid, pmid.removesuffix(".0")) if has_pmid else ""
    on, has_bad_date = _date(row.get("date", ""))
    if has_bad_date:
        found.faults.append((line, row["date"][:60]))
    elif not good_doi and not good_pmid:
        found.faults.append((line, (doi if has_doi else pmid)[:80]))
    else:
        reason = "; ".join(part.strip(" +") for part in row.get("reason", "").split(";") if part.strip(" +"))
        found.notices.append(Retraction(line, good_doi, good_pmid, reason[:LONGEST_REASON], on, nature == RETRACTION))


def _date(text: str) -> tuple[datetime.date | None, bool]:
    """The day, and whether something stands there that is none."""
    if not text:
        return None, False
    for layout in DATE_LAYOUTS:
        try:
            return datetime.datetime.strptime(text, layout).date(), False
        except ValueError:
            continue
    return None, True
