"""The log of side effects: recorded by hand, changed by those who may, never deleted here, every look on record."""

from django.db import transaction
from wagtail.log_actions import log

from blog.comments.actions.storage import name_of
from blog.comments.errors import EventMissing, NotAllowed
from blog.comments.models import AdverseEventReport, Comment
from blog.comments.permissions import can_record_adverse_events
from blog.comments.triage.labels import EMERGENCY

FIELDS = (
    "patient", "reporter", "can_be_reached", "product", "event", "started", "outcome", "is_serious", "assessment",
    "destination", "passed_on_at",
)  # fmt: skip


def proposed_values(comment: Comment) -> dict:
    """What may be filled in beforehand, from the comment's labels and address, never its words."""
    return {
        "reporter": AdverseEventReport.Reporter.UNKNOWN,
        "can_be_reached": bool(comment.commenter_id),
        "is_serious": EMERGENCY in comment.label_list,
    }


@transaction.atomic
def record_adverse_event(*, person, values: dict, comment: Comment | None = None) -> AdverseEventReport:
    """Put a report into the log. A comment has one: recording it again gives the first one back, unchanged.

    Raises NotAllowed or EventMissing.
    """
    _check(person)
    earlier = AdverseEventReport.objects.filter(comment=comment).first() if comment else None
    if earlier:
        return earlier
    _check_event(values.get("event", ""))
    report = AdverseEventReport.objects.create(
        comment=comment,
        recorded_by=person,
        recorded_by_name=name_of(person),
        is_sample=bool(comment and comment.is_sample),
        **{name: values[name] for name in FIELDS if name in values},
    )
    log(instance=report, action="comments.adverse_event_recorded", user=person)
    return report


@transaction.atomic
def change_adverse_event(*, report: AdverseEventReport, person, values: dict) -> AdverseEventReport:
    """Complete or correct a report. The log names the fields, not what stands in them.

    Raises NotAllowed or EventMissing.
    """
    _check(person)
    _check_event(values.get("event", report.event))
    changed = [name for name in FIELDS if name in values and getattr(report, name) != values[name]]
    for name in changed:
        setattr(report, name, values[name])
    if changed:
        report.save(update_fields=changed)
        log(instance=report, action="comments.adverse_event_changed", user=person, data={"fields": changed})
    return report


def note_look(*, report: AdverseEventReport, person, way: str) -> None:
    """Put on record who has seen a report, and how: `viewed`, `printed`. Raises NotAllowed."""
    _check(person)
    log(instance=report, action=f"comments.adverse_event_{way}", user=person)


def note_export(*, person, count: int) -> None:
    """Put on record who has taken the log away as a file, and how many rows. Raises NotAllowed."""
    _check(person)
    log(instance=person, action="comments.adverse_events_exported", user=person, data={"rows": count})


def _check_event(event: str) -> None:
    if not event.strip():
        raise EventMissing


def _check(person) -> None:
    if not can_record_adverse_events(person):
        raise NotAllowed(person)
