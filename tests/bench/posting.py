"""What it costs the server to take one comment, with and without an address, on whatever database is at hand.

`python -m tests.bench.posting` in a database you can throw away, after `manage.py migrate` and `manage.py load_demo`.
"""

import random
import statistics
import time
from itertools import count

import django

ROUNDS = 100
# One sender may send only so much an hour: each round comes from another address of the documentation range.
SENDERS = count()
WORDS_EACH = 25


def measure() -> list[list]:
    """A row a case: name, queries, milliseconds of the processor and of the clock at the median and at p95."""
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from blog.articles.models import ArticlePage
    from blog.comments.doubt import form_time
    from clinicsite.demo.crowd import WORDS

    page = next(page for page in ArticlePage.objects.live() if page.accepts_comments)
    client = Client(headers={"host": "localhost", "origin": "http://localhost"})

    def post(email: str):
        # No two alike: what was nearly said before is asked to be confirmed.
        text = " ".join(random.choices(WORDS, k=WORDS_EACH))  # noqa: S311 (no secret)
        fields = {
            "comment": text.capitalize() + ".", "name": "Bench",
            "email": email and f"reader{time.time_ns()}@example.org", "opened": form_time(page.pk, is_shared=True),
        }  # fmt: skip
        sender = next(SENDERS)
        address = f"2001:db8:{sender >> 16:x}:{sender & 0xFFFF:x}::1"
        response = client.post(f"/comments/{page.pk}/", fields, REMOTE_ADDR=address)
        if response.status_code not in (303, 422):
            raise SystemExit(f"Status {response.status_code}")
        return response.status_code

    rows = []
    for name, email in (("without an address", ""), ("with a new address", "yes")):
        post(email)
        with CaptureQueriesContext(connection) as captured:
            post(email)
        rows.append([name, len(captured), *_timed(lambda email=email: post(email))])
    return rows


def _timed(request) -> list[str]:
    worked, waited, stored = [], [], 0
    for _ in range(ROUNDS):
        start, work = time.perf_counter(), time.process_time()
        stored += request() == 303
        waited.append(time.perf_counter() - start)
        worked.append(time.process_time() - work)
    spread = [statistics.quantiles(times, n=20) for times in (worked, waited)]
    return [f"{1000 * cuts[place]:.1f}" for cuts in spread for place in (9, 18)] + [f"{stored} of {ROUNDS}"]


def main() -> None:
    columns = ["posting", "queries", "cpu median", "cpu p95", "wall median", "wall p95", "stored at once"]
    for row in [columns, *measure()]:
        print("| " + " | ".join(str(cell).ljust(20 if place == 0 else 11) for place, cell in enumerate(row)) + " |")


if __name__ == "__main__":
    main()
