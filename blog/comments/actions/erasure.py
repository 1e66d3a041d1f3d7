"""Everything tied to an address: given to its owner, and erased."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from blog.comments.actions.storage import name_of
from blog.comments.actions.tombstones import forget_words_beside, leave_tombstone
from blog.comments.errors import NotAllowed
from blog.comments.models import ChangeEvent, Comment, Commenter, ErasureRecord
from blog.comments.permissions import can_erase_commenters
from blog.comments.standing import Standing, standings_of
from clinicsite.background.mail import forget_recipient
from clinicsite.background.models import OutgoingMail
from clinicsite.core.letterhead import letterhead_for


def counts_of(commenter: Commenter) -> dict[str, int]:
    """How much is tied to an address, by kind."""
    comments = commenter.comments.all()
    mails = OutgoingMail.objects.to(commenter.address) if commenter.address_sealed else OutgoingMail.objects.none()
    return {
        "comments": comments.count(),
        "public": comments.public().count(),
        "waiting": comments.filter(waiting_since__isnull=False).count(),
        "mails": mails.count(),
    }


@transaction.atomic
def erase_commenter(*, commenter: Commenter, cause: str, by=None) -> ErasureRecord:
    """Erase an address with the names and texts that came with it. Comments leave tombstones, so that replies stay.

    What stays: who decided what when, reports of harm (their keeping follows the law), and for a blocked address the
    digest, which shows nothing and keeps the block. Done by staff, `by` needs the permission; raises NotAllowed.
    """
    if cause == ErasureRecord.Cause.STAFF and not (by and can_erase_commenters(by)):
        raise NotAllowed(by)
    comments = list(Comment.objects.select_for_update(of=("self",)).filter(commenter=commenter))
    counts = {"addresses": 1, "comments": len(comments)}
    counts |= forget_words_beside([comment.pk for comment in comments])
    for comment in comments:
        leave_tombstone(comment, ChangeEvent.ERASED, by=by, forgets_writer=True)
    counts["mails"] += forget_address(commenter)
    log(instance=commenter, action="comments.commenter_erased", user=by, data={"comments": len(comments)})
    _drop(commenter)
    return ErasureRecord.objects.create(cause=cause, by_name=name_of(by), counts=counts)


def forget_address(commenter: Commenter) -> int:
    """Take the mail to an address out of the queue. Returns how many mails that were."""
    return forget_recipient(commenter.address) if commenter.address_sealed else 0


def export_commenter(*, commenter: Commenter, by=None) -> dict:
    """Everything tied to an address, ready for JSON. Given to staff, it is logged and `by` needs the permission.

    Raises NotAllowed. Moderators' notes and names are theirs and not part of it.
    """
    if by is not None:
        if not can_erase_commenters(by):
            raise NotAllowed(by)
        log(instance=commenter, action="comments.commenter_exported", user=by)
    head = letterhead_for(None)
    return {
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "site": head.root_url,
        "address": commenter.address,
        "first_seen": _moment(commenter.created_at),
        "address_proved": _moment(commenter.proved_at),
        "mail_stopped": _moment(commenter.mail_stopped_at),
        "blocked": _moment(commenter.blocked_at),
        "mail_waiting": list(_waiting_mail(commenter)),
        "comments": [_exported(standing) for standing in standings_of(commenter)],
    }


def _drop(commenter: Commenter) -> None:
    if commenter.blocked_at is None:
        commenter.delete()
        return
    kept = {"address_sealed": "", "proved_at": None, "mail_stopped_at": None}
    Commenter.objects.filter(pk=commenter.pk).update(**kept)


def _waiting_mail(commenter: Commenter):
    if commenter.address_sealed:
        yield from OutgoingMail.objects.to(commenter.address).order_by("pk").values_list("purpose", flat=True)


def _exported(standing: Standing) -> dict:
    comment = standing.comment
    return {
        "number": comment.pk,
        "page": standing.page_title,
        "in_reply_to": comment.parent_id,
        "name_shown": comment.author_name,
        "text": comment.text,
        "edit_waiting": comment.edited_text,
        "state": standing.state,
        "reason": standing.reason,
        "marked_by_the_site_as": comment.label_list,
        "sent": _moment(comment.created_at),
        "first_published": _moment(comment.published_at),
        "edited": _moment(comment.edited_at),
        "wants_replies": comment.wants_replies,
        "found_helpful": comment.helpful_count,
        "policy_version": comment.policy_version,
        "history": [
            {"what": change.get_event_display(), "state": change.get_to_status_display(), "when": _moment(change.at)}
            for change in comment.status_changes.all()
        ],
    }


def _moment(moment) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
