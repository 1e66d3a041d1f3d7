"""The clinic's own phrases, in from a file."""

import csv
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from blog.comments.judging import forget_kept
from blog.comments.models import PhraseRule
from blog.comments.models.spam import LISTED_LABELS
from clinicsite.core.spreadsheet import read_csv

COLUMNS = ("phrase", "label", "is_active", "note")
MOST_LINES = 5_000
_YES = frozenset({"", "1", "yes", "true", "y", "x"})
_NO = frozenset({"0", "no", "false", "n"})


@dataclass(frozen=True)
class BadLine:
    """A line that could not be used: its number, its words as they came, and why."""

    number: int
    words: str
    why: str


@dataclass
class Import:
    """What came of a file."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: list[BadLine] = field(default_factory=list)


@transaction.atomic
def import_phrases(*, text: str, person) -> Import:
    """Take phrases in from CSV with the columns phrase, label, is_active, note; only the first is needed.

    A phrase that is listed already gets what the file says. A line that cannot be used is reported and stops no other.
    """
    done = Import()
    listed = {rule.phrase.casefold(): rule for rule in PhraseRule.objects.all()}
    columns = None
    for number, cells in _lines(text, done):
        if columns is None:
            columns = _columns(cells)
            if columns != COLUMNS or cells[0].casefold() == "phrase":
                continue
        if number > MOST_LINES:
            done.bad.append(BadLine(number, "", _("Only the first %d lines are read. Split the file.") % MOST_LINES))
            break
        _take_in(dict(zip(columns, cells, strict=False)), number, cells, listed, done, person)
    transaction.on_commit(forget_kept)
    return done


def _lines(text: str, done: Import):
    rows = read_csv(text)
    number = 0
    while True:
        try:
            number, cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            done.bad.append(BadLine(number + 1, "", _("The file cannot be read from here on: %s.") % error))
            return
        yield number, cells


def _columns(cells: list[str]) -> tuple[str, ...]:
    names = tuple(cell.casefold() for cell in cells)
    return names if "phrase" in names else COLUMNS


def _take_in(row: dict, number: int, cells: list[str], listed: dict, done: Import, person) -> None:
    words = ", ".join(cells)
    try:
        values = _values(row)
        rule = listed.get(values["phrase"].casefold())
        is_new = rule is None
        before = None if is_new else (rule.label, rule.is_active, rule.note)
        rule = rule or PhraseRule()
        for name, value in values.items():
            setattr(rule, name, value)
        rule.full_clean()
    except ValidationError as error:
        done.bad.append(BadLine(number, words, " ".join(error.messages)))
        return
    if not is_new and before == (rule.label, rule.is_active, rule.note):
        done.unchanged += 1
        return
    rule.save()
    listed[rule.phrase.casefold()] = rule
    log(instance=rule, action="wagtail.create" if is_new else "wagtail.edit", user=person)
    done.added += is_new
    done.changed += not is_new


def _values(row: dict) -> dict:
    phrase, label = row.get("phrase", ""), row.get("label", "") or LISTED_LABELS[0]
    if not phrase:
        raise ValidationError(_("There is no phrase on it."))
    if label not in LISTED_LABELS:
        known = ", ".join(LISTED_LABELS)
        raise ValidationError(_("Its label is none of %s.") % known)
    active = row.get("is_active", "").casefold()
    if active not in _YES | _NO:
        raise ValidationError(_("Whether it is in use has to be yes or no."))
    return {"phrase": phrase, "label": label, "is_active": active in _YES, "note": row.get("note", "")}
