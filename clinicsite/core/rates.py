"""Shares of a whole with the range in which they may really lie."""

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    """So many of so many. Printed, it is the share and both numbers; a dash where there were none."""

    count: int
    total: int

    @classmethod
    def of(cls, outcomes: Iterable[bool]) -> "Rate":
        """How many of the outcomes are true."""
        outcomes = list(outcomes)
        return cls(sum(outcomes), len(outcomes))

    @property
    def value(self) -> float | None:
        """The share, or None of nothing."""
        return self.count / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval of the share."""
        if not self.total:
            return None
        z, n, share = 1.96, self.total, self.count / self.total
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        reach = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - reach), min(1.0, middle + reach)

    def reach(self, digits: int) -> str:
        """The interval in words, empty of nothing."""
        return " to ".join(f"{end:.{digits}f}" for end in self.interval or ())

    def as_dict(self) -> dict:
        """For JSON."""
        return {"count": self.count, "total": self.total, "rate": self.value, "interval": self.interval}

    def __str__(self) -> str:
        return "-" if self.value is None else f"{self.value:.3f} ({self.count}/{self.total})"
