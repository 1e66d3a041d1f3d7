"""Made-up comments: written one by one, or from templates in which brackets choose and braces fill in.

The templates lie in `corpus/`, the written comments in `corpus/written/`, one file a label. The same seed gives the
same comments.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from blog.comments.triage.labels import EVALUATED, HAM

FOLDER = Path(__file__).with_name("corpus")
SEPARATOR = "¦"

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([a-z_0-9]+)\}")


@dataclass(frozen=True)
class Example:
    """A comment with what is known of it: `labels` hold, the other labels of `known` do not."""

    text: str
    author: str = ""
    url: str = ""
    labels: frozenset[str] = frozenset()
    known: frozenset[str] = field(default=frozenset(EVALUATED))
    source: str = ""
    weight: float = 1.0

    @property
    def is_written(self) -> bool:
        """True for comments written one by one, as they stand."""
        return self.source.startswith(("written ", "everyday "))

    @property
    def stands_for_itself(self) -> bool:
        """False for texts made from templates, or from other comments by slips of the fingers."""
        return not self.source.startswith(("template ", "rewritten ", "reeveryday "))

    @property
    def is_everyday(self) -> bool:
        """True for written comments that come in about the mixture that a clinic sees."""
        return self.source.startswith("everyday ")

    @property
    def group(self) -> str:
        """Comments of one template, or made from one comment: a fold must not know one by the other."""
        kind, _, which = self.source.removeprefix("window ").removeprefix("re").partition(" ")
        return f"{kind} {which}" if kind in {"template", "written", "everyday"} else which or self.text


@cache
def slots() -> dict[str, list[str]]:
    """The named choices of the slot files."""
    found = {}
    for path in sorted(FOLDER.glob("slots*.txt")):
        for line in lines(path):
            name, _, choices = line.partition(" = ")
            found[name.strip()] = _alternatives(choices)
    return found


@cache
def templates(label: str) -> tuple[str, ...]:
    """The templates of a label."""
    return tuple(lines(FOLDER / f"{label}.txt"))


def lines(path: Path) -> list[str]:
    """A file's lines without blank ones and comments."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]


def written_comments(label: str) -> list[Example]:
    """The comments of a label that were written one by one."""
    return [
        _example(line, label, f"{kind} {label} {number}")
        for kind in ("written", "everyday")
        for number, line in enumerate(lines(FOLDER / kind / f"{label}.txt"))
    ]


def examples(label: str, count: int, seed: int) -> Iterator[Example]:
    """That many comments of a label, each template as often as the next; `ham` for ordinary ones."""
    chance = random.Random(f"{seed} {label}")  # noqa: S311
    lines_of_label = templates(label)
    for number in range(count):
        template = lines_of_label[number % len(lines_of_label)]
        raw = _example(template, label, f"template {label} {number % len(lines_of_label)}")
        yield replace(
            raw,
            text=tidy(expand(raw.text, chance)),
            author=tidy(expand(raw.author, chance)),
            url=expand(raw.url, chance),
        )


def expand(template: str, chance: random.Random) -> str:
    """A template with every choice made and every slot filled."""
    text = template
    for _round in range(12):
        text = _CHOICE.sub(lambda match: chance.choice(match.group(1).split("|")), text)
        text = _SLOT.sub(lambda match: _fill(match.group(1), chance), text)
        if not _CHOICE.search(text) and not _SLOT.search(text):
            break
    return text


def tidy(text: str) -> str:
    """Single blanks, none before a full stop."""
    return re.sub(r" +([.,!?])", r"\1", re.sub(r"\s+", " ", text)).strip()


def _example(line: str, label: str, source: str) -> Example:
    text, author, url, also = (*[part.strip() for part in line.split(SEPARATOR)], "", "", "")[:4]
    return Example(text, author, url, frozenset({label, *also.split()} - {HAM}), source=source)


def _alternatives(choices: str) -> list[str]:
    """Splits at the bars that stand outside brackets."""
    parts, depth, current = [], 0, ""
    for character in choices:
        depth += {"[": 1, "]": -1}.get(character, 0)
        if character == "|" and not depth:
            parts.append(current.strip())
            current = ""
        else:
            current += character
    return [*parts, current.strip()]


def _fill(name: str, chance: random.Random) -> str:
    number = _NUMBERS.get(name)
    return number(chance) if number else chance.choice(slots()[name])


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def _phone(chance: random.Random) -> str:
    area, end = chance.choice(["206", "312", "415", "503", "919", "604"]), _digits(chance, 4)
    return chance.choice([
        f"{area}-555-{end}", f"({area}) 555-{end}", f"+1 {area} 555 {end}", f"{area}.555.{end}", f"{area}555{end}",
        f"555-{end}", f"07700 900{end[:3]}", f"+44 7700 900{end[:3]}", f"020 7946 0{end[:3]}", f"0161 496 0{end[:3]}",
    ])  # fmt: skip


def _email(chance: random.Random) -> str:
    name = (
        f"{chance.choice(slots()['first'])}{chance.choice(['.', '_', ''])}{chance.choice(slots()['last_low'])}".lower()
    )
    name += chance.choice(["", "", _digits(chance, 2)])
    host = chance.choice(["example.org", "example.com", "mail.example.net", "example.co.uk"])
    return chance.choice([
        f"{name}@{host}", f"{name}@{host}", f"{name} at {host.replace('.', ' dot ')}", f"{name}(at){host}",
        f"{name} [at] {host.replace('.', ' [dot] ')}",
    ])  # fmt: skip


def _record(chance: random.Random) -> str:
    return chance.choice([
        _digits(chance, 7), f"{_digits(chance, 2)}-{_digits(chance, 5)}", f"EH{_digits(chance, 8)}",
        f"{_digits(chance, 4)} {_digits(chance, 4)}", f"KX-{_digits(chance, 5)}",
    ])  # fmt: skip


def _date(chance: random.Random) -> str:
    month, day, year = chance.randint(1, 12), chance.randint(1, 28), chance.randint(1935, 2012)
    return chance.choice([f"{month}/{day}/{year}", f"{day:02}.{month:02}.{year}", f"{year}-{month:02}-{day:02}",
                          f"{day} {chance.choice(slots()['month'])} {year}"])  # fmt: skip


_NUMBERS = {
    "n": lambda chance: str(chance.randint(1, 40)),
    "small": lambda chance: chance.choice(["two", "three", "five", "6", "8", "ten", "12", "20"]),
    "count": lambda chance: str(chance.choice([7, 18, 30, 46, 60, 93, 98, 120, 185, 231, 412, 1204])),
    "page": lambda chance: str(chance.randint(11, 9999)),
    "year": lambda chance: str(chance.randint(1962, 2026)),
    "age": lambda chance: str(chance.randint(19, 88)),
    "score": lambda chance: str(chance.randint(0, 10)),
    "num": lambda chance: str(chance.randint(1, 980)),
    "num7": lambda chance: _digits(chance, 7),
    "phone": _phone,
    "email": _email,
    "handle": lambda chance: "@" + _fill("handle_plain", chance),
    "handle_plain": lambda chance: chance.choice(["k", "pharma", "pain", "chem", "quick", "meds", "plug", "white"])
    + chance.choice(["", "_", "."]) + chance.choice(["plug", "shop", "x", "guy", "dealer", "store", "away"])
    + _digits(chance, chance.randint(0, 3)),
    "ssn": lambda chance: f"000{chance.choice(['-', ' '])}{_digits(chance, 2)}-{_digits(chance, 4)}",
    "nhs": lambda chance: f"{_digits(chance, 3)} {_digits(chance, 3)} {_digits(chance, 4)}",
    "record": _record,
    "date": _date,
}  # fmt: skip
