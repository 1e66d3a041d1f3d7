"""A key by which two sendings of one comment are known to be the same."""

import datetime
import json

from django.utils.crypto import salted_hmac

# A comment sent again just after midnight is still the one sent just before.
MIDNIGHT_GRACE = datetime.timedelta(minutes=10)


def submission_key(*, page_id: int, parent_id: int | None, author_name: str, text: str, day: datetime.date) -> str:
    """64 hexadecimal digits made of what was sent, where, and on which UTC day.

    Why it is not a token in the form: docs/decisions/0005-comment-submission-key.md.
    """
    content = json.dumps([page_id, parent_id, _folded(author_name), _folded(text), day.isoformat()])
    return salted_hmac("blog.comments.submission", content, algorithm="sha256").hexdigest()


def days_of(moment: datetime.datetime) -> list[datetime.date]:
    """The UTC day of a sending, and the day before as long as a repeated sending may have begun on it."""
    moment = moment.astimezone(datetime.UTC)
    return list(dict.fromkeys([moment.date(), (moment - MIDNIGHT_GRACE).date()]))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
