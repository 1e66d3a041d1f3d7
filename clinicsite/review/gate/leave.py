"""Publishing without a sign-off: allowed to few, with a reason, and never unnoticed."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from clinicsite.review.clinical_content import clinical_digest
from clinicsite.review.errors import MissingReason, NotAllowed, NothingToKeep, PublicationRefused, RevisionOutdated
from clinicsite.review.gate.decision import sign_off_problem
from clinicsite.review.models import UnreviewedPublication
from clinicsite.review.permissions import can_publish_unreviewed
from clinicsite.review.readiness import problems_of


@transaction.atomic
def publish_unreviewed(*, page: Page, revision: Revision, reason: str, user) -> UnreviewedPublication:
    """Publish the latest revision of a clinical page that no sign-off covers. Readers are told; it stays in the queue.

    Raises NotAllowed, MissingReason, RevisionOutdated, NothingToKeep where a sign-off covers it, and
    PublicationRefused for anything else that is wrong with the text: only the sign-off is waived.
    """
    if not can_publish_unreviewed(user) or not page.permissions_for_user(user).can_publish():
        raise NotAllowed(page.pk)
    if not reason.strip():
        raise MissingReason(page.pk)
    latest = Page.objects.select_for_update().values_list("latest_revision_id", flat=True).get(pk=page.pk)
    if latest != revision.pk:
        raise RevisionOutdated(revision.pk)
    draft = revision.as_object()
    problems = [problem for problem in problems_of(draft) if problem.is_blocking]
    if problems:
        raise PublicationRefused(draft, problems)
    if sign_off_problem(draft) is None:
        raise NothingToKeep(page.pk)
    row = UnreviewedPublication.objects.create(
        page_id=page.pk, page_key=page.pk, page_title=draft.title, revision=revision,
        clinical_digest=clinical_digest(draft), reason=reason.strip(), published_by=user,
        published_by_name=user.get_full_name() or user.get_username(),
    )  # fmt: skip
    log(
        instance=draft,
        action="review.publish_unreviewed",
        user=user,
        revision=revision,
        data={"reason": row.reason, "digest": row.clinical_digest},
    )
    revision.publish(user=user)
    return row


def use_leave(revision: Revision) -> None:
    """The revision has reached its readers. Whoever publishes it again is asked for a sign-off, or a reason, again."""
    UnreviewedPublication.objects.open_for(revision).update(used_at=timezone.now())
