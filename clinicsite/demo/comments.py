"""Sample comments in several states, each decided by the sample moderator."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from blog.comments.actions.highlights import accept_answer, pin_comment
from blog.comments.actions.seeding import seed_comment
from blog.comments.models import Comment, CommentStatus, RefusalReason

MODERATOR = "hannah-lindqvist"


class SampleComments:
    """Reads the entries of comments.toml in order, so that a reply finds what it answers."""

    def __init__(self, entries: list[dict], pages: Mapping, accounts: Mapping):
        self.entries = entries
        self.pages = pages
        self.accounts = accounts

    def load(self) -> None:
        """Store the comments, unless this site has sample comments already: an editor may have deleted some."""
        if Comment.objects.filter(is_sample=True).exists():
            return
        stored = {}
        for entry in self.entries:
            is_rejected = entry["status"] == CommentStatus.REJECTED
            stored[entry["key"]] = seed_comment(
                page=self.pages[entry["page"]],
                parent=stored.get(entry.get("parent")),
                author_name=entry["name"],
                text=entry["text"],
                status=entry["status"],
                created_at=self._sent_at(entry),
                staff_user=self.accounts.get(entry.get("staff")),
                moderator=self.accounts[MODERATOR],
                reason=RefusalReason.SPAM if is_rejected else "",
            )
            self._highlight(stored[entry["key"]], entry)

    def _highlight(self, comment: Comment, entry: dict) -> None:
        """What readers and staff have said of it since."""
        if "helpful" in entry:
            Comment.objects.filter(pk=comment.pk).update(helpful_count=entry["helpful"])
        for name, mark in (("pinned", pin_comment), ("accepted", accept_answer)):
            if entry.get(name):
                mark(comment=comment, moderator=self.accounts[MODERATOR])

    def _sent_at(self, entry: dict) -> datetime:
        """A plausible moment: so many days ago, never before the page was published."""
        published = self.pages[entry["page"]].first_published_at
        return max(timezone.now() - timedelta(days=entry["days_ago"], minutes=37), published + timedelta(hours=3))
