"""The daily mail that says how many comments wait. No text, no name; nothing waiting, no mail."""

import datetime

from django.conf import settings as site_settings
from django.db import transaction
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.comments.models import Comment, CommentsSettings, UrgentAlert
from blog.comments.triage import LANES, TITLES
from clinicsite.background.mail import queue_mail
from clinicsite.core.letterhead import letterhead_for

MORNING = 8


def send_digests(now: datetime.datetime | None = None) -> int:
    """Queue today's digest for every site that wants one, once, from eight in the morning on. Returns how many."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    if timezone.localtime(now).hour < MORNING:
        return 0
    not_yet = Q(digest_sent_on__isnull=True) | ~Q(digest_sent_on=today)
    wanted = CommentsSettings.objects.filter(not_yet).exclude(digest_email="").select_related("site__root_page")
    return sum(_send(settings, today, now) for settings in wanted)


@transaction.atomic
def _send(settings: CommentsSettings, today: datetime.date, now: datetime.datetime) -> bool:
    # Whoever marks the day first sends; with nothing waiting the day is over as well.
    unmarked = CommentsSettings.objects.filter(pk=settings.pk).exclude(digest_sent_on=today)
    if not unmarked.update(digest_sent_on=today):
        return False
    rows = _rows(settings.site, now)
    urgent = UrgentAlert.objects.still_open().filter(_of_site(settings.site, "comment__page__")).count()
    if not rows and not urgent:
        return False
    count = sum(row["count"] for row in rows)
    queue_mail(
        purpose="comment-digest",
        recipient=settings.digest_email,
        subject=ngettext("%d comment waits", "%d comments wait", count) % count,
        template="comments/digest",
        context={
            **letterhead_for(settings.site.root_page).context(),
            "rows": rows,
            "urgent_count": urgent,
            "urgent_address": _address("urgent_alerts:index"),
            "action_url": _address("comments:index"),
            "action_label": _("Open the desk"),
        },
    )
    return True


def _rows(site, now: datetime.datetime) -> list[dict]:
    counted = (
        Comment.objects.filter(_of_site(site, "page__"), waiting_since__isnull=False)
        .order_by()
        .values("lane")
        .annotate(count=Count("pk"), oldest=Min("waiting_since"))
    )
    by_lane = {row["lane"]: row for row in counted}
    return [
        {
            "title": TITLES[lane],
            "count": by_lane[lane]["count"],
            "age": timesince(by_lane[lane]["oldest"], now),
            "address": f"{_address('comments:index')}?status=waiting&lane={lane}",
        }
        for lane in LANES
        if lane in by_lane
    ]


def _of_site(site, prefix: str) -> Q:
    """What belongs to a site; the default one answers for pages that are gone."""
    within = Q(**{f"{prefix}path__startswith": site.root_page.path})
    return within | Q(**{f"{prefix.removesuffix('__')}__isnull": True}) if site.is_default_site else within


def _address(name: str) -> str:
    return site_settings.WAGTAILADMIN_BASE_URL + reverse(name)
