"""Readers' comments on any page."""

from blog.comments.models.commentable import CommentableMixin, CommentsMode

__all__ = ["CommentableMixin", "CommentsMode"]
