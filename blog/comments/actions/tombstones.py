"""What is left of a comment whose words are gone: its place in the thread, and what was decided when."""

import secrets

from django.utils.translation import gettext as _

from blog.comments.actions.storage import record_change, refresh_discussion
from blog.comments.models import ChangeEvent, Comment, CommentNote, CommentReport, CommentStatus, UndoStep
from blog.comments.notifications import call_back_mail_about
from blog.comments.search_index import forget_comments
from blog.comments.triage import LANES, REST

# Everything in the row that holds words of the comment, or was made of them.
_WORDLESS = {
    "text": "",
    "edited_text": "",
    "judgement": {},
    "labels": "",
    "lane": REST,
    "urgency": LANES.index(REST),
    "likeness_a": None,
    "likeness_b": None,
    "sender_digest": "",
}
_AT_REST = {
    "status": CommentStatus.WITHDRAWN,
    "refusal_reason": "",
    "waiting_since": None,
    "claimed_by": None,
    "claimed_at": None,
    "second_opinion_at": None,
    "second_opinion_by": None,
    "needs_second_person": False,
    "wants_replies": False,
    "pinned_at": None,
    "accepted_at": None,
}


def leave_tombstone(comment: Comment, event: ChangeEvent, *, by=None, forgets_writer: bool = False) -> Comment:
    """Take the words out of a comment for good; replies to it stay. Called inside a transaction, on the stored row.

    Notes and reports that may quote it lose their words, and mail that tells of it is called back. An alert it raised
    stays for whoever answers it.
    """
    was_public = comment.is_public
    change = record_change(comment, event, to_status=CommentStatus.WITHDRAWN, by=by)
    values = {**_WORDLESS, **_AT_REST, "latest_change": change, "submission_key": secrets.token_hex(32)}
    if forgets_writer:
        values |= {"author_name": _("Erased"), "commenter": None, "policy_version": ""}
    Comment.objects.filter(pk=comment.pk).update(**values)
    comment.refresh_from_db()
    forget_words_beside([comment.pk])
    if was_public:
        refresh_discussion(comment)
    return comment


def forget_words_beside(comment_ids: list[int]) -> dict[str, int]:
    """Forget what other tables hold of the words of comments. Returns how many rows of each kind it was."""
    CommentReport.objects.filter(comment__in=comment_ids).exclude(note="").update(note="")
    UndoStep.objects.filter(comment__in=comment_ids).delete()
    forget_comments(comment_ids)
    return {
        "notes": CommentNote.objects.filter(comment__in=comment_ids).delete()[0],
        "mails": call_back_mail_about(comment_ids),
    }
