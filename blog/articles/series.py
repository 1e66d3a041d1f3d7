"""A series as readers meet it: numbered parts, one of which they may be reading."""

from collections.abc import Iterable
from dataclasses import dataclass

# How strongly a part's line in the list swings: the first one hot, each later one calmer, never quite flat.
FIRST_HEAT, HEAT_STEP, LEAST_HEAT = 1.55, 0.28, 0.12


def heat_of(number: int) -> float:
    """How strongly the line of the part with this number swings."""
    return max(LEAST_HEAT, FIRST_HEAT - HEAT_STEP * (number - 1))


@dataclass(frozen=True)
class Part:
    """One part with the number readers see. `page` is None for a part that is only announced."""

    number: int
    title: str
    summary: str
    reading_minutes: int
    page: object | None
    expected: str
    slug: str
    is_current: bool = False

    @property
    def is_coming(self) -> bool:
        """True for a part that is announced and not yet published."""
        return self.page is None

    @property
    def heat(self) -> float:
        """The swing of the part's signal line."""
        return heat_of(self.number)


class Series:
    """The parts of one series page and the way through them."""

    def __init__(self, page, articles: Iterable, current=None):
        self.page = page
        self.parts = [
            Part(
                number=number,
                title=article.title if article.live else article.draft_title,
                summary=article.summary if article.live else "",
                reading_minutes=article.reading_minutes if article.live else 0,
                page=article if article.live else None,
                expected=article.expected,
                slug=article.slug,
                is_current=current is not None and article.pk == current.pk,
            )
            for number, article in enumerate(articles, start=1)
        ]

    @property
    def published(self) -> list[Part]:
        """The parts that can be read."""
        return [part for part in self.parts if not part.is_coming]

    @property
    def total_minutes(self) -> int:
        """Reading time of all published parts."""
        return sum(part.reading_minutes for part in self.published)

    @property
    def current(self) -> Part | None:
        """The part being read; None in the preview of a part that is not public."""
        return next((part for part in self.parts if part.is_current), None)

    @property
    def previous(self) -> Part | None:
        """The readable part before the current one."""
        return self._neighbour(-1)

    @property
    def next(self) -> Part | None:
        """The readable part after the current one."""
        return self._neighbour(+1)

    def _neighbour(self, step: int) -> Part | None:
        published = self.published
        if self.current is None or self.current not in published:
            return None
        position = published.index(self.current) + step
        return published[position] if 0 <= position < len(published) else None
