"""Approved replies of the sample clinic."""

from blog.comments.models import ReplyTemplate


def load_reply_templates(entries: list[dict]) -> None:
    """Store the replies, unless this site has any: an editor may have deleted some. Raises ValidationError."""
    if ReplyTemplate.objects.exists():
        return
    for entry in entries:
        template = ReplyTemplate(title=entry["title"], text=entry["text"])
        template.full_clean()
        template.save()
