"""The record of one page: who judged which text, what was let through and by which rules. Reads only."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry

from clinicsite.core.models import ClinicSettings
from clinicsite.review.actions import rules_in_force
from clinicsite.review.models import (
    ChangeNote,
    ClaimOverride,
    ClaimsCheck,
    DraftLink,
    LinkOutcome,
    MedicalReview,
    MinorEdit,
    UnreviewedPublication,
)

# What outlives its page, and when each was written.
KEEPERS = (
    (MedicalReview, "reviewed_at"),
    (MinorEdit, "declared_at"),
    (ClaimOverride, "made_at"),
    (UnreviewedPublication, "published_at"),
    (ChangeNote, "made_at"),
)
COLUMNS = ("when", "what", "who", "revision", "details", "reason")


@dataclass(frozen=True)
class Entry:
    """One line of the record."""

    when: datetime | None
    what: str
    who: str
    revision: str = ""
    details: str = ""
    reason: str = ""

    @property
    def cells(self) -> tuple:
        """For a table: the moment as ISO 8601 with its time zone."""
        moment = timezone.localtime(self.when).isoformat(timespec="seconds") if self.when else ""
        return (moment, self.what, self.who, self.revision, self.details, self.reason)


@dataclass(frozen=True)
class Record:
    """Everything about one page at one moment. `page` is None once it was deleted; number and title remain."""

    key: int
    title: str
    page: Page | None
    drawn_at: datetime
    entries: list[Entry]
    versions: list[tuple[str, str]] = field(default_factory=list)


def record_of(key: int) -> Record | None:
    """The record of a page by its number, oldest entry first, also of one that was deleted. None without any.

    Every review names the versions it was made under; those at the end are of the day the record is drawn.
    """
    page = Page.objects.filter(pk=key).specific().first()
    if page is None and title_kept(key) is None:
        return None
    parts = (_reviews, _minor_edits, _overrides, _unreviewed, _publications, _outside_opinions, _change_notes)
    entries = sorted((entry for part in parts for entry in part(key)), key=lambda entry: entry.when)
    title = page.title if page else title_kept(key)
    return Record(key, title, page, timezone.now(), entries, list(_versions(key, page)))


def title_kept(key: int) -> str | None:
    """The last title that a deleted page had in its records; None where nothing was recorded of it."""
    for model, _moment in KEEPERS:
        row = model.objects.filter(page_key=key).order_by("-pk").first()
        if row:
            return row.page_title
    return None


def records_of_deleted_pages() -> list[tuple[int, str, datetime]]:
    """(number, title, last entry) of every deleted page of which something was recorded, the newest first."""
    found: dict[int, tuple[str, datetime]] = {}
    for model, moment in KEEPERS:
        rows = model.objects.filter(page__isnull=True).values_list("page_key", "page_title", moment)
        for key, title, when in rows:
            if key not in found or found[key][1] < when:
                found[key] = (title, when)
    rows = [(key, title, when) for key, (title, when) in found.items()]
    return sorted(rows, key=lambda row: row[2], reverse=True)


def _reviews(key: int) -> Iterator[Entry]:
    for row in MedicalReview.objects.filter(page_key=key):
        details = [row.reviewer_credentials.replace("\n", "; ")]
        if row.is_approval:
            details.append(_("evidence checked on %(day)s") % {"day": _day(row.evidence_checked_on)})
            details.append(_("next review due %(day)s") % {"day": _day(row.next_due_on)})
        details += [_("text %(digest)s") % {"digest": row.clinical_digest[:12]}, *_versions_at(row)]
        details.append(_("sample data") if row.is_sample else "")
        yield Entry(
            row.reviewed_at, row.get_outcome_display(), row.reviewer_name, str(row.revision_key),
            "; ".join(filter(None, details)), row.note,
        )  # fmt: skip


def _versions_at(row: MedicalReview) -> Iterator[str]:
    """By which rules and which policy somebody judged."""
    if row.rules_version:
        yield _("claim rules %(version)s") % {"version": row.rules_version}
    if row.policy_title:
        words = _("“%(title)s” in revision %(revision)s, published %(day)s")
        day = _day(timezone.localdate(row.policy_published_at)) if row.policy_published_at else "–"
        yield words % {"title": row.policy_title, "revision": row.policy_revision_key or "–", "day": day}


def _minor_edits(key: int) -> Iterator[Entry]:
    for row in MinorEdit.objects.filter(page_key=key).select_related("checked_by"):
        details = [_("from text %(a)s to %(b)s") % {"a": row.from_digest[:12], "b": row.to_digest[:12]}]
        if row.is_sampled:
            details.append(f"{_('second look')}: {row.get_verdict_display()}")
        if row.checked_by:
            details.append(f"{row.checked_by.get_full_name() or row.checked_by}: {row.verdict_note}".rstrip(": "))
        revision = str(row.revision_id or "")
        yield Entry(row.declared_at, _("Minor edit"), row.declared_by_name, revision, "; ".join(details), row.reason)


def _overrides(key: int) -> Iterator[Entry]:
    for row in ClaimOverride.objects.filter(page_key=key):
        who = row.made_by_name or _("a deleted account")
        details = _("rule %(rule)s, until %(day)s: “%(words)s”") % {
            "rule": row.rule, "day": _day(row.expires_on), "words": row.words,
        }  # fmt: skip
        yield Entry(row.made_at, _("Claim let stand"), who, "", details, row.reason)
        if row.ended_at:
            details = _("rule %(rule)s: “%(words)s”") % {"rule": row.rule, "words": row.words}
            yield Entry(row.ended_at, _("Claim opened again"), row.ended_by_name, "", details)


def _unreviewed(key: int) -> Iterator[Entry]:
    for row in UnreviewedPublication.objects.filter(page_key=key):
        details = _("text %(digest)s") % {"digest": row.clinical_digest[:12]}
        yield Entry(
            row.published_at, _("Published without a sign-off"), row.published_by_name,
            str(row.revision_id or ""), details, row.reason,
        )  # fmt: skip


def _publications(key: int) -> Iterator[Entry]:
    labels = {
        "wagtail.publish": _("Published"),
        "wagtail.publish.scheduled": _("Published by schedule"),
        "wagtail.unpublish": _("Unpublished"),
        "wagtail.unpublish.scheduled": _("Ended by schedule"),
        "wagtail.delete": _("Deleted"),
        "review.withhold": _("Withheld"),
    }
    logs = PageLogEntry.objects.filter(page_id=key, action__in=labels).select_related("user")
    for row in logs:
        who = (row.user.get_full_name() or str(row.user)) if row.user else _("the system")
        yield Entry(row.timestamp, labels[row.action], who, str(row.revision_id or ""), "", row.data.get("reason", ""))


def _outside_opinions(key: int) -> Iterator[Entry]:
    """What reviewers without a login said. It binds nobody; an approval that signs is a review as well.

    Links end with their page. Of those that are gone, the log knows that there was an answer, and which.
    """
    links = {row.pk: row for row in DraftLink.objects.filter(page_id=key).prefetch_related("comments")}
    for row in links.values():
        said = list(row.comments.all())
        if when := row.answered_at or (said[-1].made_at if said else None):
            words = "; ".join(": ".join(filter(None, (each.section_title, each.text))) for each in said)
            what = _opinion(row.get_outcome_display())
            yield Entry(when, what, row.reviewer_name, str(row.revision_id or ""), _credentials_of(row), words)
    for row in PageLogEntry.objects.filter(page_id=key, action="review.outside_answer"):
        number, outcome = row.data.get("link"), row.data.get("outcome")
        if number not in links:
            label = str(LinkOutcome(outcome).label) if outcome else ""
            yield Entry(row.timestamp, _opinion(label), "", "", _("link no. %(number)s") % {"number": number})


def _opinion(outcome: str) -> str:
    return _("Outside opinion: %(outcome)s") % {"outcome": outcome or _("comments only")}


def _credentials_of(row: DraftLink) -> str:
    words = [_("link no. %(number)s") % {"number": row.pk}, row.reviewer_credentials.replace("\n", "; ")]
    if row.stated_credentials:
        words.append(_("stated: %(credentials)s") % {"credentials": row.stated_credentials})
    if row.evidence_checked_on:
        words.append(_("evidence checked on %(day)s") % {"day": _day(row.evidence_checked_on)})
    return "; ".join(filter(None, words))


def _change_notes(key: int) -> Iterator[Entry]:
    for row in ChangeNote.objects.filter(page_key=key):
        what = _("Told readers: %(kind)s") % {"kind": row.get_kind_display()}
        earlier = _("earlier text: revision %(revision)s") % {"revision": row.earlier_key} if row.earlier_key else ""
        yield Entry(row.made_at, what, row.made_by_name or _("the system"), "", earlier, row.text)


def _versions(key: int, page: Page | None) -> Iterator[tuple[str, str]]:
    """Of the day the record is drawn: rules, and the policy pages of the site with the day each was published last."""
    yield _("Claim rules in force"), rules_in_force().version
    check = ClaimsCheck.objects.filter(page_id=key).first()
    if check:
        yield _("Rules of the last check"), check.rules_version
    site = page.get_site() if page else None
    clinic = ClinicSettings.objects.filter(site=site).first() if site else None
    for each in clinic._meta.get_fields() if clinic else ():
        if each.name.endswith("_page") and getattr(clinic, each.name, None):
            policy = getattr(clinic, each.name)
            yield policy.title, _policy_version(policy)


def _policy_version(policy: Page) -> str:
    if not policy.live or not policy.last_published_at:
        return _("not published")
    words = _("revision %(revision)s, published %(day)s")
    return words % {"revision": policy.live_revision_id or "–", "day": _day(policy.last_published_at.date())}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
