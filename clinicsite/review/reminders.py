"""Reminding authors and owners of reviews that are due, again and again until somebody reviews."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from clinicsite.review.correspondence import admin_url, people_behind, write_to
from clinicsite.review.models import ReviewSettings, ReviewStanding


def send_review_reminders(now: datetime.datetime | None = None) -> int:
    """Queue a mail to author and owner of every page in the queue whose last reminder is long enough ago.

    Returns how many pages that were. A page is due on a day of the clinic's own time zone.
    """
    now = now or timezone.now()
    return sum(_remind_site(site, now) for site in Site.objects.select_related("root_page"))


def _remind_site(site: Site, now: datetime.datetime) -> int:
    rules = ReviewSettings.for_site(site)
    today = timezone.localdate(now)
    due = ReviewStanding.objects.in_queue(today + datetime.timedelta(days=rules.remind_days_before))
    due = due.filter(page__path__startswith=site.root_page.path).not_reminded_since(
        now - datetime.timedelta(days=rules.remind_every_days)
    )
    return sum(_remind(pk, today, now) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _remind(standing_id: int, today: datetime.date, now: datetime.datetime) -> bool:
    """One page, in a transaction of its own: a broken address keeps no other page from its reminder."""
    standing = ReviewStanding.objects.select_for_update(of=("self",)).select_related("page").get(pk=standing_id)
    page = standing.page.specific
    people = people_behind(page)
    standing.reminded_at = now
    standing.save(update_fields=["reminded_at"])
    write_to(
        people,
        page=page,
        purpose="review-reminder",
        subject=str(_("A page waits for its medical review")),
        template="review/reminder",
        context={
            "state": standing.state(today).label,
            "next_due_on": standing.next_due_on,
            "queue_url": admin_url("review_queue"),
            "action_label": _("Open the page"),
        },
    )
    return bool(people)
