"""The sentences the model learns from: written one by one, below the kind of claim they make or stand next to."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("corpus")
PROMOTIONAL, CAREFUL, INFORMING = "promotional", "careful", "informing"


@dataclass(frozen=True)
class Example:
    """A sentence, its kind, and whether it promotes."""

    text: str
    kind: str
    is_promotional: bool


def examples() -> list[Example]:
    """Every sentence of the three files."""
    return [*_read(PROMOTIONAL), *_read(CAREFUL), *_read(INFORMING)]


def _read(name: str) -> list[Example]:
    """`## kind` begins a kind; lines with one `#` are remarks."""
    found, kind = [], ""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind = line[3:].strip()
        elif line.strip() and not line.startswith("#"):
            found.append(Example(line.strip(), kind, name == PROMOTIONAL))
    return found
