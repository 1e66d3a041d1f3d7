"""Counting what one sender does in a stretch of time, in the cache: nothing is stored that outlives it."""

import time

from django.core.cache import cache


def seconds_to_wait(purpose: str, sender: str, *, limit: int, period: int) -> int:
    """Count one more attempt; 0 where it is within the limit, else the seconds until the stretch of time ends.

    `period` is in seconds. Each process counts by itself where the cache is its own memory: a limit then bites as many
    times later as there are processes.
    """
    now = time.time()
    key = f"throttle:{purpose}:{sender}:{int(now // period)}"
    cache.add(key, 0, period)
    try:
        count = cache.incr(key)
    except ValueError:
        # Between the two calls the stretch of time ended.
        return 0
    return 0 if count <= limit else max(1, int(period - now % period))
