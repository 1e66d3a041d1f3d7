"""The moderation desk on whatever database is at hand: time and queries of its lists, its search and a decision.

`python -m tests.bench.desk` after `manage.py generate_comments` and `manage.py index_comments --all`.
"""

import statistics
import time

import django

ROUNDS = 5
LISTS = [
    ("everything waiting", "/admin/comments/"),
    ("one lane", "/admin/comments/?status=waiting&lane=spam"),
    ("all, newest first", "/admin/comments/?status=any"),
    ("approved, last page", "/admin/comments/?status=approved&p=40"),
    ("rejected with a label", "/admin/comments/?status=rejected&label=spam"),
    ("one article", "/admin/comments/?status=any&article=article+7"),
    ("written by the clinic", "/admin/comments/?status=any&staff=yes"),
    ("search, a common word", "/admin/comments/?q=pain"),
    ("search, two words", "/admin/comments/?q=garden+honest"),
    ("search, a word nobody wrote", "/admin/comments/?q=xylophone"),
    ("search among the refused", "/admin/comments/?q=pain&status=rejected"),
    ("statistics of twelve weeks", "/admin/comments/statistics/"),
]


def measure() -> list[list]:
    """A row a screen: name, queries, median milliseconds of the processor and of the clock."""
    django.setup()
    from django.test import Client

    from clinicsite.users.models import User

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.filter(is_superuser=True).first())
    rows = [[name, *_timed(lambda address=address: client.get(address))] for name, address in LISTS]
    return [*rows, ["approve one comment", *_timed(lambda: _approve(client))]]


def _timed(request) -> list:
    from django.db import connection

    counted = []

    def count(execute, sql, *arguments):
        counted.append(sql)
        return execute(sql, *arguments)

    request()
    with connection.execute_wrapper(count):
        request()
    queries = len(counted)
    worked, waited = [], []
    for _ in range(ROUNDS):
        start, work = time.perf_counter(), time.process_time()
        response = request()
        waited.append(time.perf_counter() - start)
        worked.append(time.process_time() - work)
        if response.status_code not in (200, 302):
            raise SystemExit(f"Status {response.status_code}")
    return [queries, *(f"{1000 * statistics.median(times):.0f}" for times in (worked, waited))]


def _approve(client):
    from blog.comments.models import Comment

    pk = Comment.objects.filter(lane="rest", status="pending", waiting_since__isnull=False).values_list(
        "pk", flat=True
    )[0]
    return client.post(f"/admin/comments/{pk}/decide/", {"decision": "approve", "seen": "pending"})


def main() -> None:
    for row in [["screen", "queries", "processor ms", "wall ms"], *measure()]:
        print("| " + " | ".join(str(cell).ljust(28 if place == 0 else 10) for place, cell in enumerate(row)) + " |")


if __name__ == "__main__":
    main()
