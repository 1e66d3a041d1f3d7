"""Readers' comments on any page."""

from blog.comments.models.adverse_event import AdverseEventReport
from blog.comments.models.alert import OnCallShift, UrgentAlert
from blog.comments.models.comment import NAME_LENGTH, TEXT_LENGTH, Comment
from blog.comments.models.commentable import CommentableMixin, CommentsKind, CommentsMode, CommentsPolicyMixin
from blog.comments.models.commenter import Commenter, address_digest
from blog.comments.models.comments_settings import CommentsSettings, ThreadOrder
from blog.comments.models.discussion import Discussion
from blog.comments.models.erasure import ErasureRecord
from blog.comments.models.handling import CommentNote, SavedView, UndoStep
from blog.comments.models.reply_template import ReplyTemplate
from blog.comments.models.response import CommentReport, HelpfulVote, ReportReason
from blog.comments.models.search_progress import SearchProgress
from blog.comments.models.spam import BlockedSender, PhraseRule, SpamWord
from blog.comments.models.status import CommentStatus, RefusalReason
from blog.comments.models.status_change import ChangeEvent, CommentStatusChange

__all__ = [
    "NAME_LENGTH",
    "TEXT_LENGTH",
    "AdverseEventReport",
    "BlockedSender",
    "ChangeEvent",
    "Comment",
    "CommentNote",
    "CommentReport",
    "CommentStatus",
    "CommentStatusChange",
    "CommentableMixin",
    "Commenter",
    "CommentsKind",
    "CommentsMode",
    "CommentsPolicyMixin",
    "CommentsSettings",
    "Discussion",
    "ErasureRecord",
    "HelpfulVote",
    "OnCallShift",
    "PhraseRule",
    "RefusalReason",
    "ReplyTemplate",
    "ReportReason",
    "SavedView",
    "SearchProgress",
    "SpamWord",
    "ThreadOrder",
    "UndoStep",
    "UrgentAlert",
    "address_digest",
]
