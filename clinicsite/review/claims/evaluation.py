"""Counting how well findings fit the truth: recall and precision, overall and by kind, with 95 % intervals."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from clinicsite.core.rates import Rate

RISKY, FINE = "risky", "fine"
LABELS = (RISKY, FINE)


@dataclass(frozen=True)
class Counts:
    """`recall`: flagged of the risky; `precision`: risky of the flagged; `false_alarms`: flagged of the fine."""

    recall: Rate
    precision: Rate
    false_alarms: Rate

    def as_dict(self) -> dict:
        """For JSON."""
        return {
            "recall": self.recall.as_dict(),
            "precision": self.precision.as_dict(),
            "false_alarms": self.false_alarms.as_dict(),
        }


@dataclass(frozen=True)
class Evaluation:
    """What came of checking sentences whose label is known."""

    overall: Counts
    by_kind: dict[str, Counts] = field(default_factory=dict)

    def as_dict(self) -> dict:
        """For JSON."""
        return {
            "overall": self.overall.as_dict(),
            "by_kind": {kind: counts.as_dict() for kind, counts in self.by_kind.items()},
        }


def evaluate(checked: Iterable[tuple[str, str, bool]]) -> Evaluation:
    """Counts over (label, kind, was it flagged) of every sentence."""
    rows = list(checked)
    kinds = dict.fromkeys(kind for _label, kind, _flagged in rows)
    return Evaluation(_counts(rows), {kind: _counts([row for row in rows if row[1] == kind]) for kind in kinds})


def _counts(rows: list[tuple[str, str, bool]]) -> Counts:
    caught = sum(flagged for label, _kind, flagged in rows if label == RISKY)
    alarms = sum(flagged for label, _kind, flagged in rows if label == FINE)
    risky = sum(label == RISKY for label, _kind, _flagged in rows)
    return Counts(Rate(caught, risky), Rate(caught, caught + alarms), Rate(alarms, len(rows) - risky))
