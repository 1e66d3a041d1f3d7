"""Texts as JSON Lines: one object a line, read so that a bad line costs nobody its neighbours."""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path


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

    def field(self, name: str) -> str:
        """A text field of the object; what is missing or null is empty."""
        return (self.row or {}).get(name) or ""


@dataclass
class Rewriting:
    """How many lines were rewritten, what was wrong with the others, and where those are kept."""

    rejected: Path
    count: int = 0
    complaints: list[str] = field(default_factory=list)


def read_lines(handle: Iterable[bytes], problem_of: Callable[[dict], str]) -> Iterator[Line]:
    """The lines of an open file that are not blank.

    Each has to be an object with a `text`; `problem_of` says what else is wrong with it, or nothing.
    """
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
        problem = _problem_of_text(row) or problem_of(row)
        yield Line(number, raw, None if problem else row, problem)


def rewrite_lines(
    source: Path,
    target: Path,
    *,
    read: Callable[[Iterable[bytes]], Iterator[Line]],
    rewritten: Callable[[Line], dict],
) -> Rewriting:
    """Write every line of one file, rewritten, to another; bad lines go unchanged to TARGET.rejected.

    Writes beside the target first, so that a file that was there is whole until the new one is.
    """
    result = Rewriting(target.with_name(target.name + ".rejected"))
    growing = target.with_name(target.name + ".part")
    refused = result.rejected.with_name(result.rejected.name + ".part")
    try:
        with source.open("rb") as lines, growing.open("w", encoding="utf-8") as out, refused.open("wb") as bad:
            for line in read(lines):
                if line.row is None:
                    bad.write(line.raw.rstrip(b"\r\n") + b"\n")
                    result.complaints.append(line.complaint)
                else:
                    out.write(json.dumps(rewritten(line)) + "\n")
                    result.count += 1
        os.replace(growing, target)
        if result.complaints:
            os.replace(refused, result.rejected)
    finally:
        for path in (growing, refused):
            with suppress(FileNotFoundError):
                path.unlink()
    return result


def _problem_of_text(row: object) -> str:
    if not isinstance(row, dict):
        return "it is not an object in braces."
    if "text" not in row:
        return "it has no `text`."
    return "" if isinstance(row["text"], str) else "its `text` is not a text."
