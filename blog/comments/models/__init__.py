"""Readers' comments on any page."""

from blog.comments.models.comment import NAME_LENGTH, TEXT_LENGTH, Comment
from blog.comments.models.commentable import CommentableMixin, CommentsMode
from blog.comments.models.status import CommentStatus, RefusalReason
from blog.comments.models.status_change import CommentStatusChange

__all__ = [
    "NAME_LENGTH",
    "TEXT_LENGTH",
    "Comment",
    "CommentStatus",
    "CommentStatusChange",
    "CommentableMixin",
    "CommentsMode",
    "RefusalReason",
]
