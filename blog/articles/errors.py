"""Why something could not be done, in words for whoever asked."""

from dataclasses import dataclass


class ArticlesError(Exception):
    """Anything below."""


class NotAllowed(ArticlesError):
    """The account may not do this here."""


@dataclass(frozen=True)
class Refusal:
    """A part that cannot be scheduled, and why. `fragment` jumps to the place in its editor."""

    page: object
    reason: str
    fragment: str = ""


class SeriesNotScheduled(ArticlesError):
    """At least one part was refused, so none is scheduled."""

    def __init__(self, refusals: list[Refusal]):
        super().__init__(f"{len(refusals)} refused")
        self.refusals = refusals
