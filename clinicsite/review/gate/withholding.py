"""A page that was due and was not published: nothing is lost, and those whose work it is are told."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from clinicsite.review.correspondence import people_behind, write_to
from clinicsite.review.readiness import Problem


@transaction.atomic
def withhold_publication(*, page: Page, revision: Revision, problems: list[Problem], user=None) -> None:
    """Take a revision off the schedule, note why, and tell its editor, the owner and the author."""
    if revision.approved_go_live_at:
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
    reasons = [str(problem.message) for problem in problems]
    log(
        instance=page, action="review.withhold", user=user, revision=revision,
        data={"reason": " ".join(reasons), "codes": [problem.code for problem in problems]},
    )  # fmt: skip
    draft = revision.as_object()
    write_to(
        people_behind(draft, revision),
        page=draft,
        purpose="publication-withheld",
        subject=str(_("A page was kept back")),
        template="review/withheld",
        context={"reasons": reasons, "action_label": _("Open the page")},
    )
