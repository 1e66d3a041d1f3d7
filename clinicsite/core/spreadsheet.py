"""Rows as CSV that no spreadsheet program takes for formulas, and back again. Pure."""

import csv
import io
from collections.abc import Iterable, Iterator

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value) -> str:
    """A cell's text, with an apostrophe in front where a spreadsheet would compute it."""
    text = "" if value is None else str(value)
    # A program may skip blanks in front, and read full-width signs as plain ones.
    begins = text.lstrip(" \u00a0\ufeff").translate(str.maketrans("＝＋－＠", "=+-@"))
    return f"'{text}" if begins.startswith(_FORMULA_SIGNS) or text.startswith(_FORMULA_SIGNS) else text


def plain_cell(text: str) -> str:
    """A cell as it was before safe_cell."""
    return text[1:] if text.startswith("'") and safe_cell(text[1:]) == text else text


def write_csv(header: Iterable, rows: Iterable[Iterable]) -> str:
    """A CSV file with a header, as spreadsheet programs read UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe_cell(cell) for cell in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def read_csv(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file with the number of the line each one ends on; blank ones are passed over.

    Commas, semicolons and tabs divide cells, whichever the first line holds most of. Raises csv.Error.
    """
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    divider = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider)
    for row in reader:
        if any(cell.strip() for cell in row):
            yield reader.line_num, [plain_cell(cell.strip()) for cell in row]
