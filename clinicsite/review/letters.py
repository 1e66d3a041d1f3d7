"""Mail about error reports and outside reviews. Each function is called inside the transaction of what it tells of.

No subject names a person, a page or a word of what somebody wrote.
"""

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clinicsite.background.mail import queue_mail
from clinicsite.core.letterhead import letterhead_for
from clinicsite.review.permissions import HANDLE_REPORTS

AUTOMATIC = {"Auto-Submitted": "auto-generated"}


def report_answered(report, *, about: str) -> None:
    """The clinic's answer, to the reader who left an address."""
    head = letterhead_for(report.page)
    queue_mail(
        purpose="error-report-answer",
        recipient=report.address,
        subject=_("What became of your report to %(clinic)s") % {"clinic": head.short_name},
        template="review/report_answered",
        context={
            **head.context(),
            "page_title": report.page_title,
            "answer": report.answer,
            "action_label": _("See the page") if report.page and report.page.live else "",
            "action_url": head.url(report.page.get_url() or "/") if report.page and report.page.live else "",
        },
        headers=AUTOMATIC,
        about=about,
    )


def urgent_report(report) -> None:
    """To everybody who handles reports: one of them may tell of somebody in danger."""
    head = letterhead_for(report.page)
    for user in get_user_model().objects.with_perm(HANDLE_REPORTS).filter(is_active=True).exclude(email=""):
        queue_mail(
            purpose="error-report-urgent",
            recipient=user.email,
            subject=_("A reader’s report needs a look now"),
            template="review/report_urgent",
            context={
                **head.context(),
                "action_label": _("Open the report"),
                "action_url": head.url(reverse("error_reports:handle", args=[report.pk])),
            },
            headers=AUTOMATIC,
            is_urgent=True,
        )


def invitation(link, token: str, *, about: str) -> None:
    """The link, to the reviewer."""
    head = letterhead_for(link.page)
    queue_mail(
        purpose="draft-link",
        recipient=link.address,
        subject=_("A page to review for %(clinic)s") % {"clinic": head.short_name},
        template="review/invitation",
        context={
            **head.context(),
            "message": link.message,
            "until": timezone.localtime(link.expires_at),
            "action_label": _("Read the draft"),
            "action_url": head.url(reverse("outside_review", args=[token])),
        },
        headers=AUTOMATIC,
        about=about,
    )


def reviewer_answered(link, *, comment_count: int) -> None:
    """To whoever made the link, as long as the account can sign in."""
    maker = link.made_by
    if maker is None or not maker.is_active or not maker.email:
        return
    head = letterhead_for(link.page)
    queue_mail(
        purpose="draft-link-answer",
        recipient=maker.email,
        subject=_("An outside reviewer has answered"),
        template="review/reviewer_answered",
        context={
            **head.context(),
            "outcome": link.outcome,
            "comment_count": comment_count,
            "action_label": _("See the answer"),
            "action_url": head.url(reverse("outside_review_links", args=[link.page_id])),
        },
        headers=AUTOMATIC,
    )
