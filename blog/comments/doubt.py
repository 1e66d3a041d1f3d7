"""Reasons to doubt that a person sent a comment. A doubtful sending is confirmed first, never refused for that."""

import datetime
import re

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.comments.judging import Judged
from blog.comments.triage import LANES
from blog.comments.triage.labels import SPAM, in_order, lane_of
from clinicsite.core.antispam import read_signed_time, signed_hour, signed_time

# Nobody reads a form and fills it in faster.
FASTEST = datetime.timedelta(seconds=3)
STALE = datetime.timedelta(days=3)
LINKS_DOUBTED_FROM = 2
# Sources that careful readers quote are no sign of anything.
_LINK = re.compile(
    r"(?:\b(?:https?|ftp)\s?:\s?/{2}\s?(?:www\.)?|\bwww\.|\[(?:url|link)\b|<a\s)"
    r"(?!(?:[a-z0-9-]{1,40}\.){0,4}(?:gov|edu|gov\.uk|nhs\.uk|doi\.org|who\.int|nice\.org\.uk|cochranelibrary\.com)\b(?![.@-]\w))",
    re.IGNORECASE,
)


class Doubt(models.TextChoices):
    """Why a sending is doubtful, in the words that moderators read."""

    NO_TIME = "no-time", _("The form was not one that this site handed out")
    TOO_FAST = "too-fast", _("Sent faster than anybody types")
    STALE = "stale", _("The form was more than three days old")
    TRAP = "trap", _("Filled in a field that readers do not see")
    BUSY = "busy", _("Many comments by the same sender in a short time")
    LIKE_OTHERS = "like-others", _("Nearly the same as another recent comment")
    LINKS = "links", _("Holds two or more links")
    SPAM = "spam", _("Reads like spam")


# What puts a comment among the spam by itself. People, too, send the same question twice or from an old page.
SIGNS_OF_SPAM = (Doubt.TRAP, Doubt.LINKS)


def form_time(page_id: int, now: datetime.datetime | None = None, *, is_shared: bool) -> str:
    """What a comment form carries: the hour on a page that caches share, else the second. See decision 0013."""
    sign = signed_hour if is_shared else signed_time
    return sign(_purpose(page_id), now or timezone.now())


def doubt_about_time(page_id: int, token: str, now: datetime.datetime) -> Doubt | None:
    """What is odd about the time at which the form was handed out."""
    handed = read_signed_time(_purpose(page_id), token, now)
    if handed is None:
        return Doubt.NO_TIME
    if now - handed.at > STALE:
        return Doubt.STALE
    return Doubt.TOO_FAST if handed.is_exact and now - handed.at < FASTEST else None


def doubts_about_text(text: str, author_name: str, judged: Judged) -> list[Doubt]:
    """What is odd about the words."""
    doubts = [Doubt.LINKS] if len(_LINK.findall(f"{text} {author_name}")) >= LINKS_DOUBTED_FROM else []
    return [*doubts, Doubt.SPAM] if SPAM in judged.judgement.labels else doubts


def with_doubts(fields: dict, doubts, like_ids=()) -> dict:
    """The columns that triage fills, with the doubts: signs of spam give the label, the others only a reason."""
    if not doubts and not like_ids:
        return fields
    reasons = [
        {"label": SPAM, "explanation": str(doubt.label), "words": "", "field": "form", "start": 0, "end": 0,
         "source": f"doubt {doubt}"}
        for doubt in map(Doubt, doubts) if doubt != Doubt.SPAM
    ]  # fmt: skip
    judgement = {**fields["judgement"], "doubts": [str(doubt) for doubt in doubts]}
    judgement["reasons"] = [*judgement["reasons"], *reasons]
    if like_ids:
        judgement["like"] = list(like_ids)
    labels = tuple(label for label in fields["labels"].split(",") if label)
    if set(doubts) & set(SIGNS_OF_SPAM):
        labels = in_order([*labels, SPAM])
    lane = lane_of(labels)
    return {**fields, "judgement": judgement, "labels": ",".join(labels), "lane": lane, "urgency": LANES.index(lane)}


def _purpose(page_id: int) -> str:
    return f"comment-form:{page_id}"
