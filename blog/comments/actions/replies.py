"""Replies in the clinic's name: through the guard, by people who may, and by two of them where the rule says so."""

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.log_actions import log

from blog.comments import notifications
from blog.comments.actions.storage import record_change, refresh_discussion, store_once
from blog.comments.actions.submission import check_parent
from blog.comments.errors import (
    AlreadyDecided,
    DecisionNotPossible,
    NotAllowed,
    OwnReply,
    ParentNotPublic,
    ReplyNotPublic,
    ReplyRefused,
)
from blog.comments.models import NAME_LENGTH, ChangeEvent, Comment, CommentStatus, ReplyTemplate, UrgentAlert
from blog.comments.models.comments_settings import SecondPerson
from blog.comments.permissions import can_approve_replies, can_reply_as_clinic
from blog.comments.reply_guard import Finding
from blog.comments.reply_words import Weighed, weigh_reply
from blog.comments.settings_of import settings_for
from blog.comments.submission_key import submission_key
from blog.comments.triage import URGENT
from clinicsite.core.letterhead import letterhead_for
from clinicsite.core.plain_text import clean_name, clean_text


@transaction.atomic
def reply_as_clinic(*, parent: Comment, author, text: str, template: ReplyTemplate | None = None) -> Comment:
    """Answer a reader in the clinic's name. Public at once, or pending with `needs_second_person`, as the rule says.

    `template` counts only where the text is still the template's. The same reply sent twice is stored once.
    Raises NotAllowed, ParentNotPublic, ThreadTooDeep, ReplyNotPublic, ReplyRefused, or ValueError without any text.
    """
    check_may_reply(parent=parent, author=author)
    text, now = clean_text(text), timezone.now()
    if not text:
        raise ValueError("A reply without words.")
    is_template = bool(template and template.holds(text))
    needs_second = _needs_second_person(parent, text, is_template)
    reply, is_new = store_once(
        page_id=parent.page_id,
        parent=parent,
        author_name=name_for_readers(author),
        text=text,
        created_at=now,
        staff_author=author,
        is_sample=parent.is_sample,
        needs_second_person=needs_second,
        submission_key=_key(parent, author, text, now),
    )
    if is_new:
        log(instance=reply, action="comments.reply", user=author, data={"approved_wording": is_template})
        if not reply.needs_second_person:
            _publish(reply, author)
    return reply


@transaction.atomic
def approve_reply(*, comment: Comment, moderator) -> Comment:
    """Show a reply of somebody else, or the edit of one, to readers. The guard looks at it again.

    Raises NotAllowed (also where its writer may no longer reply), OwnReply, DecisionNotPossible, AlreadyDecided,
    ReplyNotPublic or ReplyRefused.
    """
    is_edit = comment.is_public and bool(comment.edited_text)
    if not is_edit and comment.status != CommentStatus.PENDING:
        raise DecisionNotPossible(comment)
    check_may_approve(comment=comment, moderator=moderator)
    return _publish(comment, moderator)


def check_may_approve(*, comment: Comment, moderator) -> None:
    """What holds for every approval of a reply of the clinic, wherever the button stands. Raises as approve_reply."""
    writer = comment.staff_author
    if writer is None or not can_reply_as_clinic(writer) or not can_approve_replies(moderator):
        raise NotAllowed(moderator)
    if writer == moderator:
        raise OwnReply(comment)
    check_may_stand(comment=comment)


def check_may_stand(*, comment: Comment) -> None:
    """What holds whenever a reply of the clinic becomes public. Raises ReplyNotPublic or ReplyRefused."""
    if comment.parent:
        _check_is_no_crisis(comment.parent)
    if not _is_approved_wording(comment.waiting_text):
        check_words(comment.waiting_text, comment.page)


@transaction.atomic
def edit_reply(*, comment: Comment, author, text: str) -> Comment:
    """Change one's own reply. What is public stays as it is until a second person approves, where the rule says so.

    Raises NotAllowed, DecisionNotPossible, ReplyRefused, AlreadyDecided, or ValueError without any text.
    """
    if comment.staff_author_id != author.pk or not can_reply_as_clinic(author):
        raise NotAllowed(author)
    if comment.status not in (CommentStatus.PENDING, CommentStatus.APPROVED):
        raise DecisionNotPossible(comment)
    text, now = clean_text(text), timezone.now()
    if not text:
        raise ValueError("A reply without words.")
    needs_second = _needs_second_person(comment, text, _is_approved_wording(text))
    values = {"edited_at": now, "needs_second_person": needs_second, "waiting_since": now}
    values["edited_text" if comment.is_public else "text"] = text
    change = record_change(comment, ChangeEvent.EDIT_SENT, by=author, at=now)
    _update(comment, {**values, "latest_change": change})
    log(instance=comment, action="comments.reply_edit", user=author)
    return comment if needs_second else _publish(comment, author)


def check_may_reply(*, parent: Comment, author) -> None:
    """Raises NotAllowed, ParentNotPublic, ThreadTooDeep or ReplyNotPublic where the clinic cannot answer a comment."""
    if not can_reply_as_clinic(author):
        raise NotAllowed(author)
    if parent.page is None:
        raise ParentNotPublic(parent)
    check_parent(parent.page, parent)
    _check_is_no_crisis(parent)


def check_words(text: str, page) -> Weighed:
    """What a second person should weigh. Raises ReplyRefused with what the guard or the claims checker stops."""
    weighed = weigh_reply(text, country=letterhead_for(page).clinic.country)
    if weighed.refusals:
        raise ReplyRefused(weighed.refusals)
    return weighed


def cautions_on(reply: Comment) -> tuple[Finding, ...]:
    """The claims in a reply that a second person weighs. At most four queries."""
    return weigh_reply(reply.waiting_text, country=letterhead_for(reply.page).clinic.country).cautions


def name_for_readers(author) -> str:
    """How readers see somebody of the clinic: as on the team page, else by the full name of the account."""
    member = getattr(author, "team_member_page", None)
    name = member.title if member and member.live else author.get_full_name() or author.get_username()
    return clean_name(name)[:NAME_LENGTH]


def _check_is_no_crisis(parent: Comment) -> None:
    if URGENT.intersection(parent.label_list) or UrgentAlert.objects.filter(comment=parent).exists():
        raise ReplyNotPublic(parent)


def _needs_second_person(comment: Comment, text: str, is_approved_wording: bool) -> bool:
    """What the rule says; a claim that has to be weighed is never one person's word. Raises ReplyRefused."""
    rule = settings_for(comment).second_person
    if is_approved_wording:
        return rule == SecondPerson.ALWAYS
    has_cautions = bool(check_words(text, comment.page).cautions)
    return has_cautions or rule != SecondPerson.NEVER


def _is_approved_wording(text: str) -> bool:
    return any(template.holds(text) for template in ReplyTemplate.objects.filter(is_active=True))


def _key(parent: Comment, author, text: str, now) -> str:
    # No reader's comment stands on a page below zero: the two never meet under one key.
    return submission_key(
        page_id=-parent.page_id, parent_id=parent.pk, author_name=str(author.pk), text=text, day=now.date()
    )


def _publish(reply: Comment, by) -> Comment:
    now = timezone.now()
    is_edit = reply.is_public
    event = ChangeEvent.EDIT_APPROVED if is_edit else ChangeEvent.DECIDED
    change = record_change(reply, event, to_status=CommentStatus.APPROVED, by=by, at=now)
    values = {
        "status": CommentStatus.APPROVED, "published_at": Coalesce("published_at", now), "latest_change": change,
        "waiting_since": None, "needs_second_person": False, "claimed_by": None, "claimed_at": None,
        "second_opinion_at": None, "second_opinion_by": None,
    }  # fmt: skip
    if is_edit:
        values |= {"text": reply.edited_text, "edited_text": ""}
    _update(reply, values)
    refresh_discussion(reply)
    if not is_edit:
        notifications.reply_published(reply)
    log(instance=reply, action="comments.reply_published", user=by)
    return reply


def _update(reply: Comment, values: dict) -> None:
    """Write only while the reply is still what its reader has seen. Raises AlreadyDecided."""
    seen = {"pk": reply.pk, "status": reply.status, "text": reply.text, "edited_text": reply.edited_text}
    if not Comment.objects.filter(**seen).update(**values):
        stored = Comment.objects.select_related("latest_change").filter(pk=reply.pk).first()
        raise AlreadyDecided(stored.latest_change if stored else None)
    reply.refresh_from_db(fields=list(values))
