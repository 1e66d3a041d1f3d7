"""How many comments wait in each lane, and for how long."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count, Min

from blog.comments.models import Comment
from blog.comments.triage import LANES, TITLES
from blog.comments.triage.labels import URGENT

_KEPT_ON_REQUEST = "_comments_waiting"


@dataclass(frozen=True)
class Lane:
    """One lane of the queue as it stands now."""

    name: str
    count: int = 0
    oldest: datetime.datetime | None = None

    @property
    def title(self) -> str:
        """Its name for people."""
        return str(TITLES[self.name])

    @property
    def is_urgent(self) -> bool:
        """True where somebody may be in danger."""
        return self.name in URGENT


@dataclass(frozen=True)
class Queue:
    """All lanes in order of urgency."""

    lanes: list[Lane] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many comments wait."""
        return sum(lane.count for lane in self.lanes)

    @property
    def urgent_count(self) -> int:
        """How many of them may mean that somebody is in danger."""
        return sum(lane.count for lane in self.lanes if lane.is_urgent)

    @property
    def oldest(self) -> datetime.datetime | None:
        """Since when the first of them has waited."""
        return min((lane.oldest for lane in self.lanes if lane.oldest), default=None)


def read_queue() -> Queue:
    """Count what waits: one grouped query, answered by the index of waiting comments alone."""
    rows = (
        Comment.objects.filter(waiting_since__isnull=False)
        .order_by()
        .values("urgency")
        .annotate(count=Count("pk"), oldest=Min("waiting_since"))
    )
    counted = {row["urgency"]: row for row in rows}
    lanes = [
        Lane(name, counted[place]["count"], counted[place]["oldest"]) if place in counted else Lane(name)
        for place, name in enumerate(LANES)
    ]
    return Queue(lanes)


def queue_for(request) -> Queue:
    """The queue, counted once a request: the menu, the list and the home page ask for it."""
    queue = getattr(request, _KEPT_ON_REQUEST, None)
    if queue is None:
        queue = read_queue()
        setattr(request, _KEPT_ON_REQUEST, queue)
    return queue
