"""Mail to the writers of comments. Each function is called inside the transaction of what it tells of.

No subject holds a name or a word of a comment; what is urgent is quoted nowhere.
"""

import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.comments.links import all_path, own_path, prove_path, publish_path, stop_path
from blog.comments.models import ChangeEvent, Comment, Commenter, CommentStatus, CommentStatusChange
from blog.comments.models.status import REFUSED
from blog.comments.refusals import reason_for_writer
from blog.comments.settings_of import settings_for
from blog.comments.triage import SHOWS_HELP
from blog.comments.waiting_time import usual_wait
from clinicsite.background.mail import call_back, compose_mail, queue_mail
from clinicsite.background.models import OutgoingMail
from clinicsite.core.letterhead import Letterhead, letterhead_for
from clinicsite.core.plain_text import paragraphs

# Most decisions that are undone are undone within this time; until then no mail tells of them.
TIME_TO_THINK_AGAIN = datetime.timedelta(seconds=60)
# Whoever sends comment after comment with a stranger's address fills nobody's mailbox.
PROOFS_A_DAY = 3
PUBLISHED_EVENTS = (ChangeEvent.DECIDED, ChangeEvent.LET_THROUGH)


def comment_received(comment: Comment, *, may_publish: bool = False) -> None:
    """After a sending: asks for proof of the address where that is missing, else says that the comment arrived.

    `may_publish`: its writer is trusted, and the mail brings the link that shows this comment at once.
    """
    commenter = comment.commenter
    if commenter is None or commenter.mail_stopped_at or commenter.blocked_at or not commenter.address_sealed:
        return
    if commenter.proved_at is None:
        if _may_ask_for_proof(commenter):
            _send_about(
                comment,
                "prove_address",
                subject=_("Confirm your address at %(clinic)s"),
                action=(_("This is my address"), prove_path(commenter)),
                about=f"comment {comment.pk}",
            )
        return
    see, publish = (_("See your comment"), own_path(comment)), (_("Publish it now"), publish_path(comment))
    _send_about(
        comment,
        "received",
        subject=_("We have your comment"),
        action=publish if may_publish else see,
        may_publish=may_publish,
        about=f"comment {comment.pk}",
        wait=usual_wait(settings_for(comment)),
        shows_help=_shows_help(comment),
    )


def comment_decided(comment: Comment, change: CommentStatusChange, *, refused_edit: str = "") -> None:
    """After a decision, an edit's decision or an undoing; `change` is its row of history.

    Mail waits a minute; an undoing takes it back. `refused_edit` is the text of a refused edit where
    `comment.edited_text` holds it no longer.
    """
    call_back(f"decision {comment.pk}")
    if change.event == ChangeEvent.UNDONE:
        call_back(f"reply {comment.pk}")
    if not _may_hear(comment.commenter):
        return
    if change.event == ChangeEvent.EDIT_APPROVED:
        _tell_published(comment, "edit_published", _("Your edit is now on the page"))
    elif change.event == ChangeEvent.EDIT_REFUSED:
        _tell_refused(comment, change, "edit_refused", _("About your edit"), refused_edit or comment.edited_text)
    elif change.event in PUBLISHED_EVENTS and change.to_status == CommentStatus.APPROVED:
        _tell_published(comment, "published", _("Your comment is now on the page"))
    elif change.event == ChangeEvent.DECIDED and change.to_status in REFUSED:
        _tell_refused(comment, change, "refused", _("About your comment"), comment.text)


def reply_published(reply: Comment) -> None:
    """After a reply became public: tells the writers above it who asked, each address once, and only the first time."""
    if not reply.is_public or not reply.parent_id or _was_told_before(reply):
        return
    for comment in writers_to_tell(reply):
        commenter = comment.commenter
        is_by_clinic = reply.staff_author_id is not None
        _send_about(
            comment,
            "reply",
            subject=_("The clinic answered your comment") if is_by_clinic else _("There is an answer to your comment"),
            action=(_("Read it on the page"), _permalink(reply)),
            about=f"reply {reply.pk}",
            headers=_unsubscribe_headers(commenter, letterhead_for(comment.page)),
            is_by_clinic=is_by_clinic,
            reply_name=reply.author_name,
            text="" if _shows_help(reply) else reply.text,
        )


def writers_to_tell(reply: Comment) -> list[Comment]:
    """The comments above a reply whose writers asked to hear of it: one an address, the nearest, never the reply's own.

    Computed once, from the reply's own thread only. Public comments only: a writer who withdrew hears nothing more.
    """
    above = Comment.objects.public().filter(
        pk__in=reply.ancestor_ids, page_id=reply.page_id, wants_replies=True, commenter__isnull=False
    )
    nearest_first = above.select_related("commenter", "page").order_by("-depth")
    by_address: dict[int, Comment] = {}
    for comment in nearest_first:
        if comment.commenter_id != reply.commenter_id and _may_hear(comment.commenter):
            by_address.setdefault(comment.commenter_id, comment)
    return list(by_address.values())


def call_back_mail_about(comment_ids: list[int]) -> int:
    """Take all mail that tells of some comments out of the queue. Returns how many there were."""
    about = [f"{kind} {pk}" for pk in comment_ids for kind in ("comment", "decision", "reply")]
    return OutgoingMail.objects.filter(about__in=about).delete()[0]


def link_to_all(commenter: Commenter, address: str) -> OutgoingMail:
    """The mail with the link to everything tied to an address, not stored yet: it is made for unknown ones too."""
    head = letterhead_for(None)
    return compose_mail(
        purpose="comment-yours",
        recipient=address,
        subject=_("Your comments at %(clinic)s") % {"clinic": head.short_name},
        template="comments/yours",
        context={
            **head.context(),
            "action_label": _("See your comments"),
            "action_url": head.url(all_path(commenter)),
        },
    )


def _send_about(comment: Comment, template: str, *, subject: str, action, about: str, headers=None, **values) -> None:
    """One mail to the writer of a comment. `action` is the button's words and the path it leads to."""
    commenter, head = comment.commenter, letterhead_for(comment.page)
    text = values.pop("text", "")
    queue_mail(
        purpose=f"comment-{template.replace('_', '-')}",
        recipient=commenter.address,
        subject=subject % {"clinic": head.short_name} if "%(clinic)s" in subject else subject,
        template=f"comments/{template}",
        context={
            **head.context(),
            "page_title": comment.page.title if comment.page else comment.page_title,
            "action_label": action[0],
            "action_url": head.url(action[1]),
            "own_url": head.url(own_path(comment)),
            "stop_url": head.url(stop_path(commenter)),
            "text": text,
            "paragraphs": paragraphs(text) if text else [],
            **values,
        },
        headers=headers or _unsubscribe_headers(commenter, head),
        about=about,
        not_before=timezone.now() + TIME_TO_THINK_AGAIN if about.startswith(("decision", "reply")) else None,
    )


def _tell_published(comment: Comment, template: str, subject: str) -> None:
    if comment.page_id is None:
        return
    action = (_("See it on the page"), _permalink(comment))
    _send_about(comment, template, subject=subject, action=action, about=f"decision {comment.pk}")


def _tell_refused(comment: Comment, change, template: str, subject: str, text: str) -> None:
    shows_help = _shows_help(comment)
    _send_about(
        comment,
        template,
        subject=subject,
        action=(_("Change it and send it again"), own_path(comment)),
        about=f"decision {comment.pk}",
        reason=reason_for_writer(change.reason),
        was_removed=change.to_status == CommentStatus.REMOVED,
        shows_help=shows_help,
        text="" if shows_help else text,
    )


def _permalink(comment: Comment) -> str:
    return reverse("comment_find", args=[comment.page_id, comment.pk])


def _may_hear(commenter: Commenter | None) -> bool:
    return bool(commenter and commenter.may_get_mail and commenter.blocked_at is None and commenter.address_sealed)


def _shows_help(comment: Comment) -> bool:
    return bool(SHOWS_HELP.intersection(comment.label_list))


def _may_ask_for_proof(commenter: Commenter) -> bool:
    since = timezone.now() - datetime.timedelta(days=1)
    return commenter.comments.filter(created_at__gt=since).count() <= PROOFS_A_DAY


def _was_told_before(reply: Comment) -> bool:
    """True where the reply was public earlier, and that was not undone before any mail went."""
    history = CommentStatusChange.objects.filter(comment=reply)
    times_published = history.filter(to_status=CommentStatus.APPROVED).exclude(from_status=CommentStatus.APPROVED)
    undone = history.filter(event=ChangeEvent.UNDONE, from_status=CommentStatus.APPROVED)
    published = times_published.exclude(event=ChangeEvent.UNDONE).count()
    return published - undone.exclude(to_status=CommentStatus.APPROVED).count() > 1


def _unsubscribe_headers(commenter: Commenter, head: Letterhead) -> dict[str, str]:
    """One click in the mail program stops all mail (RFC 2369, RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{head.url(stop_path(commenter))}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
