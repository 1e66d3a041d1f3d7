"""What writers do with their own comments. The signed link, read by the view, is what makes a comment theirs.

Nothing here makes anything public: an edit, and a comment sent again, wait for a moderator.
"""

from django.db import transaction
from django.utils import timezone

from blog.comments.actions.alerts import raise_alert
from blog.comments.actions.storage import judged_values, record_change, touch_discussion
from blog.comments.actions.submission import check_may_submit
from blog.comments.actions.tombstones import leave_tombstone
from blog.comments.errors import (
    CommentsClosed,
    DecisionNotPossible,
    EditTooLate,
    LinkUsedUp,
    TooManyEdits,
    WriterBlocked,
)
from blog.comments.likeness import likeness_of
from blog.comments.models import ChangeEvent, Comment, CommentableMixin, CommentStatus
from blog.comments.own_rights import rights_of
from blog.comments.settings_of import settings_for
from blog.comments.triage import URGENT

# Nobody corrects a comment more often; a program might.
MOST_EDITS = 20


@transaction.atomic
def edit_own_comment(*, comment: Comment, text: str) -> Comment:
    """Change one's comment, within the time to edit. The new text is judged and read anew.

    A waiting text is replaced at once; a public one stays until a moderator has approved the new one.
    Raises LinkUsedUp, WriterBlocked, EditTooLate or TooManyEdits.
    """
    stored = _locked(comment)
    _check_not_blocked(stored)
    if not rights_of(stored, settings_for(stored)).may_edit:
        raise EditTooLate(stored)
    if text == stored.waiting_text:
        return stored
    if stored.status_changes.filter(event=ChangeEvent.EDIT_SENT).count() >= MOST_EDITS:
        raise TooManyEdits(stored)
    values = _values_of(text, stored)
    if stored.is_public:
        values |= {"edited_text": text, "waiting_since": stored.waiting_since or timezone.now()}
    else:
        values |= {"text": text}
    return _write(stored, ChangeEvent.EDIT_SENT, values)


@transaction.atomic
def send_own_comment_again(*, comment: Comment, text: str) -> Comment:
    """Send a refused comment again, changed or not: it waits once more, also one that was public before.

    Raises LinkUsedUp, WriterBlocked, DecisionNotPossible where it was not refused, and as submit_comment does.
    """
    stored = _locked(comment)
    _check_not_blocked(stored)
    if not rights_of(stored, settings_for(stored)).may_send_again:
        raise DecisionNotPossible(stored)
    page = stored.page.specific if stored.page else None
    if not isinstance(page, CommentableMixin):
        raise CommentsClosed(page)
    check_may_submit(page=page, parent=stored.parent)
    values = {
        **_values_of(text, stored),
        "text": text,
        "edited_text": "",
        "status": CommentStatus.PENDING,
        "refusal_reason": "",
        "waiting_since": timezone.now(),
        "claimed_by": None,
        "claimed_at": None,
        "second_opinion_at": None,
        "second_opinion_by": None,
    }
    written = _write(stored, ChangeEvent.RESENT, values, to_status=CommentStatus.PENDING)
    if written.published_at:
        touch_discussion(written.page_id)
    return written


@transaction.atomic
def withdraw_own_comment(*, comment: Comment) -> Comment:
    """Take one's comment back: its words go from the database, replies to it stay. Raises LinkUsedUp."""
    return leave_tombstone(_locked(comment), ChangeEvent.WITHDRAWN)


def _locked(comment: Comment) -> Comment:
    """The comment as it is stored now, which no decision changes until the transaction ends."""
    stored = Comment.objects.select_for_update(of=("self",)).select_related("commenter", "page", "parent")
    found = stored.filter(pk=comment.pk).first()
    if found is None or found.status == CommentStatus.WITHDRAWN:
        raise LinkUsedUp(comment)
    return found


def _check_not_blocked(comment: Comment) -> None:
    if comment.commenter and comment.commenter.blocked_at:
        raise WriterBlocked(comment)


def _values_of(text: str, comment: Comment) -> dict:
    """The columns that are made of a text."""
    likeness_a, likeness_b = likeness_of(text)
    return {**judged_values(text, comment.author_name), "likeness_a": likeness_a, "likeness_b": likeness_b}


def _write(comment: Comment, event: ChangeEvent, values: dict, to_status: str = "") -> Comment:
    change = record_change(comment, event, to_status=to_status)
    Comment.objects.filter(pk=comment.pk).update(**values, latest_change=change)
    comment.refresh_from_db()
    if URGENT.intersection(comment.label_list):
        raise_alert(comment=comment)
    return comment
