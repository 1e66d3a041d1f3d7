"""What readers may do under a page, and why: the page's own word, then the pages above it, then the site's settings."""

import datetime
from dataclasses import dataclass

OPEN = "open"
READ_ONLY = "read-only"
HIDDEN = "hidden"


@dataclass(frozen=True)
class Rule:
    """What one page says; empty where it leaves the word to the page above."""

    mode: str = ""
    opens_at: datetime.datetime | None = None
    closes_at: datetime.datetime | None = None


@dataclass(frozen=True)
class Policy:
    """What holds now. `because` is `mode`, `not-yet`, `closed`, `age` or `rota`; `since` is when it turns or turned."""

    state: str
    because: str = "mode"
    since: datetime.datetime | None = None

    @property
    def shows_comments(self) -> bool:
        """True where approved comments are shown."""
        return self.state != HIDDEN


def decide(
    rules: list[Rule],
    *,
    now: datetime.datetime,
    published_at: datetime.datetime | None = None,
    closes_after_days: int | None = None,
    is_rota_empty: bool = False,
) -> Policy:
    """The policy that rules make, the page's own first and the site's last. An empty rota closes what is open."""
    mode = next((rule.mode for rule in rules if rule.mode), OPEN)
    opens_at = next((rule.opens_at for rule in rules if rule.opens_at), None)
    closes_at = next((rule.closes_at for rule in rules if rule.closes_at), None)
    if mode != OPEN:
        return Policy(mode)
    if opens_at and now < opens_at:
        return Policy(READ_ONLY, "not-yet", opens_at)
    if closes_at and now >= closes_at:
        return Policy(READ_ONLY, "closed", closes_at)
    if closes_after_days and published_at:
        end = published_at + datetime.timedelta(days=closes_after_days)
        if now >= end:
            return Policy(READ_ONLY, "age", end)
    if is_rota_empty:
        return Policy(READ_ONLY, "rota")
    return Policy(OPEN)
