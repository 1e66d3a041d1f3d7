"""How each comment of an address stands, in words to its writer."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from blog.comments.links import own_path
from blog.comments.models import Comment, Commenter, CommentStatus
from blog.comments.refusals import reason_for_writer
from clinicsite.core.plain_text import paragraphs

IN_WORDS = {
    CommentStatus.PENDING: _("Waits for a moderator"),
    CommentStatus.APPROVED: _("Readers see it"),
    CommentStatus.REJECTED: _("Not published"),
    CommentStatus.SPAM: _("Put aside as advertising"),
    CommentStatus.WITHDRAWN: _("Withdrawn, the text is gone"),
    CommentStatus.REMOVED: _("Taken off the page"),
}


@dataclass(frozen=True)
class Standing:
    """One comment with what its writer should know of it."""

    comment: Comment

    @property
    def state(self) -> str:
        """Where it stands."""
        return str(IN_WORDS[CommentStatus(self.comment.status)])

    @property
    def reason(self) -> str:
        """Why it was refused; empty where it was not."""
        return reason_for_writer(self.comment.refusal_reason) if self.comment.refusal_reason else ""

    @property
    def page_title(self) -> str:
        """The page it stands under, or stood."""
        return self.comment.page.title if self.comment.page else self.comment.page_title

    @property
    def own_path(self) -> str:
        """The page where it can be changed or withdrawn; empty where nothing is left of it."""
        return own_path(self.comment) if self.comment.status != CommentStatus.WITHDRAWN else ""

    @property
    def paragraphs(self) -> list[str]:
        """Its text."""
        return paragraphs(self.comment.text) if self.comment.text else []

    @property
    def edited_paragraphs(self) -> list[str]:
        """The edit that waits."""
        return paragraphs(self.comment.edited_text) if self.comment.edited_text else []


def standings_of(commenter: Commenter) -> list[Standing]:
    """Every comment of an address, the newest first. One query."""
    return [Standing(comment) for comment in commenter.comments.select_related("page").order_by("-created_at", "-pk")]
