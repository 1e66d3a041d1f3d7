"""What the owner of an address does with it. The signed link, read by the view, is what makes it theirs."""

from django.db import transaction
from django.utils import timezone

from blog.comments.models import Commenter
from blog.comments.notifications import link_to_all
from clinicsite.background.mail import forget_recipient
from clinicsite.core.throttle import seconds_to_wait

LINKS_AN_HOUR = 3
HOUR = 3600


@transaction.atomic
def prove_address(*, commenter: Commenter) -> Commenter:
    """Note that mail to the address arrives and that its owner has said so. Nothing becomes public by it."""
    Commenter.objects.filter(pk=commenter.pk, proved_at__isnull=True).update(proved_at=timezone.now())
    commenter.refresh_from_db()
    return commenter


@transaction.atomic
def stop_mail(*, commenter: Commenter) -> Commenter:
    """Send nothing to the address any more, not even what waits already."""
    Commenter.objects.filter(pk=commenter.pk, mail_stopped_at__isnull=True).update(mail_stopped_at=timezone.now())
    commenter.refresh_from_db()
    if commenter.address_sealed:
        forget_recipient(commenter.address)
    return commenter


@transaction.atomic
def resume_mail(*, commenter: Commenter) -> Commenter:
    """Send mail to the address again."""
    Commenter.objects.filter(pk=commenter.pk).update(mail_stopped_at=None)
    commenter.refresh_from_db()
    return commenter


def ask_for_link(*, address: str) -> None:
    """Mail the link to everything tied to an address, if anything is; at most three an hour.

    Answers and takes as long whether the address is known or not: the mail is made in any case. It goes to the address
    as it was stored, never to what was typed.
    """
    commenter = Commenter.objects.with_address(address).first()
    is_known = commenter is not None and bool(commenter.address_sealed)
    mail = link_to_all(commenter, commenter.address) if is_known else link_to_all(Commenter(pk=0), address)
    if is_known and not seconds_to_wait("comment-link", str(commenter.pk), limit=LINKS_AN_HOUR, period=HOUR):
        mail.save(force_insert=True)
