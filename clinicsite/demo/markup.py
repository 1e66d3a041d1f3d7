"""The sample site's own file format: TOML front matter, Markdown, and typed sections in `:::` fences.

Pure: knows nothing of Django. docs/sample-content.md describes the format for writers.
"""

import re
import tomllib
from dataclasses import dataclass, field

FRONT_MATTER = re.compile(r"\A\+\+\+\n(.*?)^\+\+\+$\n?(.*)\Z", re.DOTALL | re.MULTILINE)
FENCE_START = re.compile(r"^:::([a-z_]+)\s*$")
FENCE_END = ":::"
HEADING = re.compile(r"^(##|###) (.+)$")


class MarkupError(ValueError):
    """A file that cannot be read, with the place in it."""


@dataclass(frozen=True)
class Section:
    """One block of a body: its kind and what its author wrote (a mapping, or text for headings and Markdown)."""

    kind: str
    content: dict | str


@dataclass(frozen=True)
class Document:
    """A page file: its front matter and its sections in order."""

    front_matter: dict
    sections: list[Section] = field(default_factory=list)


def parse_document(source: str, name: str = "") -> Document:
    """Read a page file. Raises MarkupError naming the file and line."""
    match = FRONT_MATTER.match(source)
    if not match:
        raise MarkupError(f"{name}: no front matter between +++ lines")
    try:
        front_matter = tomllib.loads(match.group(1))
    except tomllib.TOMLDecodeError as error:
        raise MarkupError(f"{name}: front matter: {error}") from error
    return Document(front_matter, list(_sections(match.group(2).splitlines(), name)))


def _sections(lines: list[str], name: str):
    position, paragraph = 0, []
    while position < len(lines):
        line = lines[position]
        fence, heading = FENCE_START.match(line), HEADING.match(line)
        if fence or heading:
            yield from _flush(paragraph)
        if fence:
            end = _fence_end(lines, position, name)
            yield Section(fence.group(1), _fence_content(lines[position + 1 : end], name, position + 1))
            position = end
        elif heading:
            yield Section("heading" if heading.group(1) == "##" else "subheading", heading.group(2).strip())
        else:
            paragraph.append(line)
        position += 1
    yield from _flush(paragraph)


def _flush(paragraph: list[str]):
    text = "\n".join(paragraph).strip()
    paragraph.clear()
    if text:
        yield Section("text", text)


def _fence_end(lines: list[str], start: int, name: str) -> int:
    for position in range(start + 1, len(lines)):
        if lines[position].strip() == FENCE_END:
            return position
    raise MarkupError(f"{name}: the fence that starts with {lines[start]} is never closed")


def _fence_content(lines: list[str], name: str, line_number: int) -> dict:
    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        raise MarkupError(f"{name}: section at body line {line_number}: {error}") from error
