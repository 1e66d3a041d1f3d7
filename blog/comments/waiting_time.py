"""How long a comment really waits for a person, in words a reader can trust."""

import statistics

from django.core.cache import cache
from django.utils.translation import gettext, ngettext

from blog.comments.models import CommentsSettings, CommentStatusChange

# Fewer decisions than this say nothing about the next one.
FEWEST_DECISIONS = 20
MOST_DECISIONS = 100
SECONDS_KEPT = 300
CACHE_KEY = "comments:usual-minutes"
HOUR = 60
DAY = 24 * HOUR
UNKNOWN = -1


def usual_wait(settings: CommentsSettings) -> str:
    """A sentence on how long it takes until a comment is read: measured where enough decisions are on record."""
    minutes = median_minutes()
    if minutes is None:
        return gettext("That usually takes up to %(time)s.") % {"time": duration_in_words(settings.usual_hours * HOUR)}
    return gettext("Half of the latest comments were read within %(time)s.") % {"time": duration_in_words(minutes)}


def median_minutes() -> int | None:
    """The median wait of the latest decisions in minutes; None while there are too few. At most one query."""
    kept = cache.get(CACHE_KEY)
    if kept is None:
        decided = CommentStatusChange.objects.filter(waited_minutes__isnull=False).order_by("-at")
        rows = decided.values_list("waited_minutes", "comment__is_sample")[:MOST_DECISIONS]
        minutes = [waited for waited, is_sample in rows if not is_sample]
        kept = round(statistics.median(minutes)) if len(minutes) >= FEWEST_DECISIONS else UNKNOWN
        cache.set(CACHE_KEY, kept, SECONDS_KEPT)
    return None if kept == UNKNOWN else kept


def duration_in_words(minutes: int) -> str:
    """A duration rounded up: minutes below two hours, hours below two days, days above."""
    if minutes < 2 * HOUR:
        number = max(5, -(-minutes // 5) * 5)
        return ngettext("%d minute", "%d minutes", number) % number
    if minutes < 2 * DAY:
        number = -(-minutes // HOUR)
        return ngettext("%d hour", "%d hours", number) % number
    number = -(-minutes // DAY)
    return ngettext("%d day", "%d days", number) % number
