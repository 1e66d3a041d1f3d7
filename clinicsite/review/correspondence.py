"""Mail about a page to the people behind it, through the queue. No subject names a page or a person."""

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page, Revision

from clinicsite.background.mail import queue_mail
from clinicsite.core.models import ClinicSettings


def people_behind(draft: Page, revision: Revision | None = None) -> list:
    """The active accounts of a page's author, its owner and, given a revision, its last editor; each one once."""
    author = draft.author.user if getattr(draft, "author", None) else None
    found = [author, draft.owner, revision.user if revision else None]
    known = {account.pk: account for account in found if account and account.is_active and account.email}
    return list(known.values())


def write_to(people, *, page: Page, purpose: str, subject: str, template: str, context: dict) -> None:
    """One mail to each account, with the way to the page's editor."""
    site = page.get_site()
    clinic = ClinicSettings.for_site(site) if site else ClinicSettings()
    for account in people:
        queue_mail(
            purpose=purpose,
            recipient=account.email,
            subject=subject,
            template=template,
            context={
                "clinic": clinic,
                "title": page.title,
                "action_url": admin_url("wagtailadmin_pages:edit", page.pk),
                **context,
            },
            about=f"page {page.pk}",
        )


def admin_url(name: str, *args) -> str:
    """A screen of the admin as a whole address."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=args)
