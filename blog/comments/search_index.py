"""The words of all comments, for the moderators' search.

SQLite keeps them in an FTS5 table, PostgreSQL in a column with an index; both are named `comments_search` and numbered
by the comment. Not the site's search index: a million comments there would slow the readers' search down.
Identifying details that triage marked are covered before a word gets here.
"""

import re
from collections.abc import Iterable

from django.db import connection, transaction

from blog.comments.masking import masked
from blog.comments.models import Comment

# A search looks no further than this many of the newest comments that hold all the words.
MOST_MATCHES = 1_000
MOST_WORDS = 12
_WORD = re.compile(r"\w+")

_ADD = {
    "sqlite": "INSERT INTO comments_search (rowid, words) VALUES (%s, %s)",
    "postgresql": "INSERT INTO comments_search (rowid, words) VALUES (%s, to_tsvector('simple', %s))",
}
_FIND = {
    "sqlite": "SELECT rowid FROM comments_search WHERE comments_search MATCH %s ORDER BY rowid DESC LIMIT %s",
    "postgresql": (
        "SELECT rowid FROM comments_search WHERE words @@ to_tsquery('simple', %s) ORDER BY rowid DESC LIMIT %s"
    ),
}


def words_to_index(comment: Comment) -> str:
    """What a comment is found by: its name and its text, identifying details covered. Empty where the text is gone.

    The marked places are those of the text that waits; what readers see already needs no cover.
    """
    if not comment.text:
        return ""
    found = masked(comment.waiting_text, comment.judgement.get("identifiers") or [])
    public = comment.text if comment.edited_text and comment.is_public else ""
    # PostgreSQL's search knows no NUL, and neither does any comment.
    return "\n".join(filter(None, [comment.author_name, found, public]))


@transaction.atomic
def index_comments(comment_ids: Iterable[int]) -> int:
    """Take these comments in as they are now, and forget those that are gone. Returns how many are in the index."""
    ids = sorted(set(comment_ids))
    forget_comments(ids)
    fields = ("pk", "author_name", "text", "edited_text", "status", "judgement")
    rows = [
        (comment.pk, words)
        for comment in Comment.objects.filter(pk__in=ids).only(*fields)
        if (words := words_to_index(comment))
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_ADD[connection.vendor], rows)
    return len(rows)


def forget_comments(comment_ids: Iterable[int]) -> None:
    """Take these comments out. Called at once where words must not stay anywhere, such as at an erasure."""
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM comments_search WHERE rowid = %s", [(pk,) for pk in comment_ids])


def find_comments(query: str) -> list[int]:
    """The newest comments that hold every word of a query, the last one from its beginning. One query, bounded."""
    words = _WORD.findall(query.lower())[:MOST_WORDS]
    if not words:
        return []
    if connection.vendor == "sqlite":
        expression = " ".join(f'"{word}"' for word in words) + "*"
    else:
        expression = " & ".join(f"'{word}'" for word in words) + ":*"
    with connection.cursor() as cursor:
        cursor.execute(_FIND[connection.vendor], [expression, MOST_MATCHES])
        return [row[0] for row in cursor.fetchall()]
