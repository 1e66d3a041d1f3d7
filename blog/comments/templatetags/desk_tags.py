"""Parts of the moderation desk that several of its screens show."""

from django import template
from django.utils.timesince import timesince

from blog.comments.desk.rows import Row
from blog.comments.masking import parts

register = template.Library()


@register.inclusion_tag("wagtailadmin/comments/masked.html")
def masked_text(comment):
    """A comment's text with the identifying details covered that triage marked."""
    return {"parts": parts(comment.waiting_text, comment.judgement.get("identifiers") or [])}


@register.filter
def shortened(comment, length: int = 140):
    """The beginning of a comment's text, identifying details covered."""
    row = Row(comment, None)
    text = " ".join("".join(part.text for part in row.text).split())
    return text if len(text) <= length else f"{text[:length].rstrip()}…"


@register.filter
def so_long(moment) -> str:
    """How long ago a moment was, in one unit."""
    return timesince(moment, depth=1)
