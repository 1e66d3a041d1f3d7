"""Processor time, queries and size of single requests, inside this process."""

import gzip
import statistics
import time

import django

SERIES = "/articles/ketamine-and-chronic-pain/"
PAGES = [
    ("article", f"{SERIES}what-ketamine-does/", 0),
    ("article", f"{SERIES}from-anesthetic-to-pain-clinic/", 50),
    ("article", f"{SERIES}inside-the-pain-system/", 1000),
    ("series", SERIES, ""),
    ("articles", "/articles/", ""),
    ("home", "/", ""),
    ("team", "/team/", ""),
]
ROUNDS = 30


def measure(name: str, address: str, comments) -> list:
    """A row of the table: page, comments, queries, milliseconds without and with caches, size, compressed size."""
    django.setup()
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    if comments != "":
        give_comments(address, comments)
    client = Client(headers={"host": "localhost"})
    client.get(address)

    def clear_caches():
        for cache in caches.all():
            cache.clear()

    clear_caches()
    with CaptureQueriesContext(connection) as captured:
        body = client.get(address).content
    queries = len(captured)
    uncached = median_milliseconds(lambda: client.get(address), before=clear_caches)
    cached = median_milliseconds(lambda: client.get(address))
    return [name, comments, queries, uncached, cached, len(body), len(gzip.compress(body, 6))]


def median_milliseconds(request, before=lambda: None) -> str:
    """Processor time of `request`, the median of some rounds."""
    times = []
    for _ in range(ROUNDS):
        before()
        start = time.process_time()
        request()
        times.append(time.process_time() - start)
    return f"{1000 * statistics.median(times):.1f}"


def give_comments(address: str, count: int) -> None:
    """Exactly so many approved comments, in threads of ten."""
    from blog.articles.models import ArticlePage
    from blog.comments.models import Comment, CommentStatus
    from tests.factories.comments import CommentFactory

    article = ArticlePage.objects.get(slug=address.rstrip("/").rsplit("/", 1)[-1])
    for comment in Comment.objects.filter(page=article).order_by("-depth"):
        comment.delete()
    for start in range(0, count, 10):
        first = CommentFactory(page=article, status=CommentStatus.APPROVED)
        CommentFactory.create_batch(
            min(10, count - start) - 1, page=article, parent=first, status=CommentStatus.APPROVED
        )
