"""The two steps of the workflow between author and readers.

Models, but not in models/: what a step does is an action, and models call none. apps.py loads them with the models.
"""

import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from clinicsite.review.actions import record_review, rules_in_force
from clinicsite.review.clinical_content import clinical_digest
from clinicsite.review.errors import AlreadyReviewed, NotAllowed, NotReadyForReview, ReviewerIsEditor, RevisionOutdated
from clinicsite.review.forms import RequestChangesForm, SignOffForm
from clinicsite.review.models import MedicallyReviewedMixin, Outcome
from clinicsite.review.permissions import can_sign_off
from clinicsite.review.readiness import problems_of


class ClaimsCheckTask(AbstractGroupApprovalTask):
    """Whatever has to be mended holds a page here. A clinical page that lacks nothing goes on by itself.

    The gate asks the same before publication, so that nobody signs a text that has to change afterwards.
    """

    class Meta:
        verbose_name = _("claims check")
        verbose_name_plural = _("claims checks")

    @classmethod
    def get_description(cls):
        return _("Holds pages that are not ready for a review. Clinical pages that are pass by themselves.")

    def start(self, workflow_state, user=None):
        draft = workflow_state.content_object.get_latest_revision_as_object()
        if not isinstance(draft, MedicallyReviewedMixin):
            return super().start(workflow_state, user=user)
        if _faults_of(draft):
            return super().start(workflow_state, user=user)
        return TaskState.objects.create(
            workflow_state=workflow_state, revision=draft.latest_revision, task=self,
            status=TaskState.STATUS_APPROVED, finished_at=timezone.now(),
            comment=str(_("Nothing to mend. Claim rules %(version)s.") % {"version": rules_in_force().version}),
        )  # fmt: skip

    def locked_for_user(self, obj, user):
        """Whoever may edit the page may mend what holds it."""
        return False

    def on_action(self, task_state, user, action_name, **kwargs):
        """Raises NotReadyForReview for an approval while something has to be mended."""
        if action_name == "approve":
            draft = task_state.workflow_state.content_object.get_latest_revision_as_object()
            problems = _faults_of(draft)
            if problems:
                raise NotReadyForReview(draft, problems)
        with transaction.atomic():
            _still_open(task_state)
            super().on_action(task_state, user, action_name, **kwargs)


class ClinicalReviewTask(AbstractGroupApprovalTask):
    """A clinician signs, or asks for changes. Either is recorded for exactly the revision they were given."""

    class Meta:
        verbose_name = _("clinical review")
        verbose_name_plural = _("clinical reviews")

    @classmethod
    def get_description(cls):
        return _("Clinical reviewers sign the text off or ask for changes. Signing publishes the page.")

    def start(self, workflow_state, user=None):
        draft = workflow_state.content_object.get_latest_revision_as_object()
        if isinstance(draft, MedicallyReviewedMixin):
            return super().start(workflow_state, user=user)
        return TaskState.objects.create(
            workflow_state=workflow_state, revision=draft.latest_revision, task=self,
            status=TaskState.STATUS_SKIPPED, finished_at=timezone.now(), comment=str(_("Not a clinical page.")),
        )  # fmt: skip

    def get_actions(self, obj, user):
        if not super().get_actions(obj, user):
            return []
        return [("approve", _("Sign off and publish"), True), ("reject", _("Request changes"), True)]

    def get_form_for_action(self, action):
        return SignOffForm if action == "approve" else RequestChangesForm

    def get_template_for_action(self, action):
        return "wagtailadmin/review/task_form.html"

    def on_action(self, task_state, user, action_name, comment="", evidence_checked_on=None, **kwargs):
        """Sign or send back. Returns where a signature shows what came of it. Raises whatever record_review raises."""
        if not can_sign_off(user):
            raise NotAllowed(task_state.pk)
        page = task_state.workflow_state.content_object
        revision = page.get_latest_revision()
        _refuse_other_text(task_state, revision, user)
        if isinstance(evidence_checked_on, str):
            evidence_checked_on = datetime.date.fromisoformat(evidence_checked_on)
        is_approval = action_name == "approve"
        with transaction.atomic():
            _still_open(task_state)
            record_review(
                page=page, revision=revision, note=comment, reviewer=user, sent=task_state.revision,
                outcome=Outcome.APPROVED if is_approval else Outcome.CHANGES_REQUESTED,
                evidence_checked_on=evidence_checked_on if is_approval else None,
            )  # fmt: skip
            super().on_action(task_state, user, action_name, comment=comment)
        return reverse("review_page", args=[page.pk]) if is_approval else None


def move_on(*, page, is_approval: bool, comment: str = "", user=None) -> bool:
    """Take the open step of clinical review, if there is one, to its end after a review recorded elsewhere.

    For reviewers without an account. A signature publishes the page as in the workflow, gate included.
    """
    state = page.current_workflow_task_state
    if state is None or not isinstance(state.task.specific, ClinicalReviewTask):
        return False
    if is_approval:
        state.approve(user=user, comment=comment)
    else:
        state.reject(user=user, comment=comment)
    return True


def _faults_of(draft) -> list:
    """What the gate will ask for besides a sign-off."""
    return [problem for problem in problems_of(draft) if problem.is_blocking]


def _still_open(task_state) -> None:
    """Of two windows the second one finds it closed. Raises AlreadyReviewed."""
    row = TaskState.objects.select_for_update().get(pk=task_state.pk)
    if row.status != TaskState.STATUS_IN_PROGRESS:
        raise AlreadyReviewed(task_state.revision_id)


def _refuse_other_text(task_state, revision, user) -> None:
    """The reviewer was given one revision. Where there is a newer one they are given that, and asked to look again."""
    if task_state.revision_id == revision.pk or task_state.status != TaskState.STATUS_IN_PROGRESS:
        return
    is_same_text = clinical_digest(revision.as_object()) == clinical_digest(task_state.revision.as_object())
    if is_same_text:
        return
    if revision.user_id == user.pk:
        raise ReviewerIsEditor(user.pk)
    TaskState.objects.filter(pk=task_state.pk).update(revision=revision)
    raise RevisionOutdated(task_state.revision_id)
