"""Pages and shared texts that go live, or end, at a time an editor chose.

What Wagtail's own publish_scheduled does, with one difference: there, the first object that fails stops all later
ones for as long as nobody mends it. Here each stands in a transaction of its own, and the others go on.
"""

import logging
from collections.abc import Callable

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)
DATES = ("go_live_at", "expire_at")


class NotEverythingPublished(Exception):
    """Something that was due could not be published or ended. It is tried again in the next run."""


def publish_and_expire() -> int:
    """Publish and end whatever is due. Returns how many objects that were.

    Raises NotEverythingPublished at the end where one failed, so that the job counts as failed.
    """
    outcomes = [*_expire_all(), *_publish_all()]
    if not all(outcomes):
        raise NotEverythingPublished(f"{outcomes.count(False)} of {len(outcomes)} failed")
    return len(outcomes)


def _expire_all() -> list[bool]:
    """Ends come first, so that a text that begins in the same minute is not ended with its predecessor."""
    kinds = [model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)]
    return [
        _try(_expire, model, pk)
        for model in (Page, *kinds)
        for pk in model.objects.filter(live=True, expire_at__lt=timezone.now())
        .order_by("expire_at")
        .values_list("pk", flat=True)
    ]


def _publish_all() -> list[bool]:
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at", "pk")
    return [_try(_publish, Revision, pk) for pk in due.values_list("pk", flat=True)]


def _try(step: Callable[[models.Model], None], model: type[models.Model], pk) -> bool:
    """Read the row once more, in a transaction of its own, and take the step. False where that failed."""
    try:
        with transaction.atomic():
            row = model.objects.select_for_update().filter(pk=pk).first()
            if row is not None:
                step(row)
    except Exception as error:
        # The words of an error may quote the page; its type does not.
        logger.error("%s %s was due and failed: %s", model._meta.label, pk, type(error).__name__)
        return False
    return True


def _expire(row: models.Model) -> None:
    """An editor may have moved the end, or unpublished it, since the list was read."""
    if row.live and row.expire_at and row.expire_at < timezone.now():
        row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        _forget_passed_dates(type(row), row.pk)


def _publish(revision: Revision) -> None:
    """An editor may have cancelled the schedule, or published another revision, since the list was read."""
    if revision.approved_go_live_at and revision.approved_go_live_at < timezone.now():
        revision.publish(log_action="wagtail.publish.scheduled")
        _forget_passed_dates(type(revision.content_object), revision.object_id)


def _forget_passed_dates(model: type[models.Model], pk) -> None:
    """Take back dates that have done their work, in the row and in its newest revision.

    Left there, they make the editor refuse the next draft: an end must lie in the future (Wagtail's issue 13896).
    """
    now, row = timezone.now(), model._base_manager.get(pk=pk)
    passed = {name: None for name in DATES if getattr(row, name) and getattr(row, name) <= now}
    if passed:
        model._base_manager.filter(pk=pk).update(**passed)
    newest = Revision.objects.filter(pk=row.latest_revision_id).first()
    if newest is None:
        return
    dates = {name: parse_datetime(newest.content.get(name) or "") for name in DATES}
    content = newest.content | {name: None for name, date in dates.items() if date and date <= now}
    if content != newest.content:
        Revision.objects.filter(pk=newest.pk).update(content=content)
