"""Counting how well labels fit the truth: caught and false-alarm rates with their 95 % intervals."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from blog.comments.triage.labels import DRUG_SALE, EVALUATED, HAM, SPAM
from clinicsite.core.rates import Rate

TRUTHS = (HAM, *EVALUATED)
UNWANTED = frozenset({SPAM, DRUG_SALE})


@dataclass
class Evaluation:
    """What came of judging comments whose label is known."""

    caught: dict[str, Rate] = field(default_factory=dict)
    false_alarms: dict[str, Rate] = field(default_factory=dict)
    false_alarms_elsewhere: dict[str, Rate] = field(default_factory=dict)
    unwanted_caught: Rate = Rate(0, 0)
    ham_called_unwanted: Rate = Rate(0, 0)
    ham_mislabelled: Rate = Rate(0, 0)
    ham_with_any_label: Rate = Rate(0, 0)

    def as_dict(self) -> dict:
        """For JSON."""
        return {
            "labels": {
                label: {
                    "caught": self.caught[label].as_dict(),
                    "false_alarms_among_ham": self.false_alarms[label].as_dict(),
                    "false_alarms_among_other_labels": self.false_alarms_elsewhere[label].as_dict(),
                }
                for label in EVALUATED
            },
            "drug_sale_and_spam": {
                "caught": self.unwanted_caught.as_dict(),
                "false_alarms_among_ham": self.ham_called_unwanted.as_dict(),
            },
            "ham": {
                "mislabelled": self.ham_mislabelled.as_dict(),
                "with_any_label": self.ham_with_any_label.as_dict(),
            },
        }


def evaluate(judged: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> Evaluation:
    """Counts over (true label, labels given, labels that are true as well) of every comment.

    Spam and drug sales count together as caught where either label is given: both keep the comment from readers.
    """
    rows = [(truth, frozenset(given), frozenset(also)) for truth, given, also in judged]
    ham = [given for truth, given, _also in rows if truth == HAM]
    result = Evaluation(
        unwanted_caught=Rate.of(bool(given & UNWANTED) for truth, given, _also in rows if truth in UNWANTED),
        ham_called_unwanted=Rate.of(bool(given & UNWANTED) for given in ham),
        ham_mislabelled=Rate.of(bool(given & set(EVALUATED)) for given in ham),
        ham_with_any_label=Rate.of(bool(given) for given in ham),
    )
    for label in EVALUATED:
        result.caught[label] = Rate.of(label in given for truth, given, _also in rows if truth == label)
        result.false_alarms[label] = Rate.of(label in given for given in ham)
        result.false_alarms_elsewhere[label] = Rate.of(
            label in given for truth, given, also in rows if truth not in (HAM, label) and label not in also
        )
    return result
