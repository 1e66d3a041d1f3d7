"""Identifying details: taken out for good, looked at once, or left in by a person's word."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from blog.comments.actions.storage import judged_values, record_change, touch_discussion
from blog.comments.errors import NotAllowed, TextChanged
from blog.comments.masking import spans_within
from blog.comments.models import TEXT_LENGTH, ChangeEvent, Comment, UndoStep
from blog.comments.permissions import can_moderate

KEPT = "details_kept"


@transaction.atomic
def redact_comment(*, comment: Comment, moderator, spans: Sequence | None = None) -> Comment:
    """Overwrite identifying details in the text that a moderator has before them; no copy stays anywhere.

    `spans` are (start, end, ...) in `waiting_text`, those that triage found unless given. What is left is judged
    again. A comment without details comes back as it is. Raises NotAllowed, or TextChanged when the text is no longer
    the one in `comment`.
    """
    if not can_moderate(moderator):
        raise NotAllowed(moderator)
    chosen = identifiers_of(comment) if spans is None else [(*span, "")[:3] for span in spans]
    text = without(comment.waiting_text, chosen)
    if text == comment.waiting_text:
        return comment
    column = "edited_text" if comment.edited_text else "text"
    values = {column: text, **judged_values(text, comment.author_name)}
    unchanged = Comment.objects.filter(pk=comment.pk, text=comment.text, edited_text=comment.edited_text)
    change = record_change(comment, ChangeEvent.REDACTED, by=moderator)
    if not unchanged.update(**values, latest_change=change):
        raise TextChanged(comment)
    comment.refresh_from_db(fields=[*values, "latest_change"])
    UndoStep.objects.filter(comment=comment).delete()
    if comment.is_public and comment.page_id:
        touch_discussion(comment.page_id)
    log(instance=comment, action="comments.redact", user=moderator, data={"details": len(chosen)})
    return comment


@transaction.atomic
def reveal_comment(*, comment: Comment, moderator) -> str:
    """The text without covers, for the one screen that was asked for; the log says who looked, not at what.

    Raises NotAllowed.
    """
    if not can_moderate(moderator):
        raise NotAllowed(moderator)
    log(instance=comment, action="comments.reveal", user=moderator)
    return comment.waiting_text


@transaction.atomic
def keep_details(*, comment: Comment, moderator) -> Comment:
    """Leave the details in by a person's word, such as the writer's own diagnosis. Raises NotAllowed or TextChanged."""
    if not can_moderate(moderator):
        raise NotAllowed(moderator)
    judgement = {**comment.judgement, KEPT: True}
    unchanged = Comment.objects.filter(pk=comment.pk, text=comment.text, edited_text=comment.edited_text)
    if not unchanged.update(judgement=judgement):
        raise TextChanged(comment)
    comment.judgement = judgement
    log(
        instance=comment, action="comments.keep_details", user=moderator, data={"details": len(identifiers_of(comment))}
    )
    return comment


def identifiers_of(comment: Comment) -> list:
    """The details that triage found in what a moderator has before them."""
    return comment.judgement.get("identifiers") or []


def has_open_details(comment: Comment) -> bool:
    """True where details stand in the text and nobody has said yet that they may stay."""
    return bool(spans_within(comment.waiting_text, identifiers_of(comment))) and not comment.judgement.get(KEPT)


def without(text: str, spans: Sequence) -> str:
    """The text with a mark in place of every span. Shorter marks where the text would grow beyond its limit."""
    found = spans_within(text, spans)
    return next(
        shorter
        for shorter in (_marked(text, found, mark) for mark in (_("[removed]"), "[x]", ""))
        if len(shorter) <= TEXT_LENGTH
    )


def _marked(text: str, spans: list[tuple[int, int, str]], mark: str) -> str:
    kept, place = [], 0
    for start, end, _kind in spans:
        kept += [text[place:start], mark]
        place = end
    return "".join([*kept, text[place:]])
