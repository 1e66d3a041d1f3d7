"""What readers report, from its arrival to its erasure."""

import datetime
import hashlib
import json

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from clinicsite.background.mail import call_back
from clinicsite.core.sealing import seal
from clinicsite.review import letters
from clinicsite.review.errors import ChangedMeanwhile, NotAllowed, NothingSaid
from clinicsite.review.models import ErrorReport, ReportStatus, TrustSettings
from clinicsite.review.permissions import can_handle_reports

BATCH = 500
A_DAY = datetime.timedelta(days=1)
# What a handler may decide; an answer is given by answer_report.
DECISIONS = (ReportStatus.NEW, ReportStatus.ACCEPTED, ReportStatus.DECLINED)
ABOUT = "error-report"


def receive_report(*, page: Page, kind: str, text: str, email: str = "", may_be_urgent: bool = False) -> ErrorReport:
    """Store what a reader reports; the same words sent again on the same day are the same report."""
    key = _submission_key(page, kind, text)
    if found := ErrorReport.objects.filter(submission_key=key).first():
        return found
    settings = settings_for_page(page)
    report = ErrorReport(
        page_id=page.pk,
        page_title=page.title[:255],
        revision_id=page.live_revision_id,
        kind=kind,
        text=text,
        address_sealed=seal(email),
        submission_key=key,
        may_be_urgent=may_be_urgent,
        due_on=timezone.localdate() + datetime.timedelta(days=0 if may_be_urgent else settings.report_due_days),
    )
    try:
        with transaction.atomic():
            report.save(force_insert=True)
            if may_be_urgent:
                letters.urgent_report(report)
    except IntegrityError:
        return ErrorReport.objects.get(submission_key=key)
    return report


@transaction.atomic
def handle_report(
    *, report: ErrorReport, user, seen: str, status: str, owner, due_on: datetime.date, notes: str
) -> ErrorReport:
    """Decide, hand over, or note something. Raises NotAllowed, ChangedMeanwhile."""
    report = _locked(report, user, seen)
    before = report.status
    # Whoever only writes a note on an answered report does not open it again.
    report.status = ReportStatus(status) if status in DECISIONS else before
    report.owner, report.due_on, report.notes = owner, due_on, notes
    return _store(report, user, "handle_report", {"from": before, "to": report.status})


@transaction.atomic
def answer_report(*, report: ErrorReport, user, seen: str, text: str) -> ErrorReport:
    """Close a report with an answer, which is mailed where the reader left an address.

    Raises NotAllowed, ChangedMeanwhile, NothingSaid.
    """
    report = _locked(report, user, seen)
    if not text.strip():
        raise NothingSaid(report.pk)
    report.status, report.answer, report.answered_at = ReportStatus.ANSWERED, text.strip(), timezone.now()
    report.owner = report.owner or user
    if report.has_address:
        letters.report_answered(report, about=f"{ABOUT} {report.pk}")
    return _store(report, user, "answer_report", {"mailed": report.has_address})


@transaction.atomic
def erase_report(*, report: ErrorReport, user) -> None:
    """Erase words and address before their time. Raises NotAllowed."""
    if not can_handle_reports(user):
        raise NotAllowed(report.pk)
    _erase([report.pk])
    log(instance=report, action="review.erase_report", user=user)


def purge_reports(now: datetime.datetime | None = None) -> int:
    """Erase what was kept long enough: all words of closed reports, the address of any. Returns how many rows."""
    now = now or timezone.now()
    kept: dict[int | None, datetime.timedelta] = {}
    closed, addresses = [], []
    rows = ErrorReport.objects.with_words().filter(changed_at__lt=now - A_DAY).select_related("page")
    for report in rows.only("page", "status", "address_sealed", "changed_at").iterator(chunk_size=BATCH):
        if report.page_id not in kept:
            kept[report.page_id] = datetime.timedelta(days=settings_for_page(report.page).report_kept_days)
        if report.changed_at < now - kept[report.page_id]:
            (closed if report.is_closed else addresses).append(report.pk)
    _erase(closed)
    forgotten = ErrorReport.objects.filter(pk__in=addresses).exclude(address_sealed="").update(address_sealed="")
    return len(closed) + forgotten


def settings_for_page(page: Page | None) -> TrustSettings:
    """The settings of the site a page belongs to; the defaults where nobody has saved any."""
    site = page.get_site() if page else None
    return TrustSettings.objects.filter(site=site).first() or TrustSettings()


def _locked(report: ErrorReport, user, seen: str) -> ErrorReport:
    if not can_handle_reports(user):
        raise NotAllowed(report.pk)
    row = ErrorReport.objects.select_for_update().get(pk=report.pk)
    if row.changed_at.isoformat() != seen:
        raise ChangedMeanwhile(report.pk)
    return row


def _store(report: ErrorReport, user, verb: str, details: dict) -> ErrorReport:
    report.changed_at = timezone.now()
    report.save()
    log(instance=report, action=f"review.{verb}", user=user, data=details)
    return report


@transaction.atomic
def _erase(ids: list[int]) -> None:
    for pk in ids:
        call_back(f"{ABOUT} {pk}")
    ErrorReport.objects.filter(pk__in=ids).update(
        text="", address_sealed="", notes="", answer="", erased_at=timezone.now()
    )


def _submission_key(page: Page, kind: str, text: str) -> str:
    content = [page.pk, kind, " ".join(text.casefold().split()), timezone.now().date().isoformat()]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
