"""The workflow a new site begins with: author, claims check, clinical review, publish."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from clinicsite.review.tasks import ClaimsCheckTask, ClinicalReviewTask
from clinicsite.users.roles import CLINICAL_REVIEWERS, COMPLIANCE, EDITORS

NAME = "Medical review"
# What Wagtail and clinicsite.users put there before; a workflow of another name was somebody's choice.
REPLACED = ("Approval by an editor", "Moderators approval")


@transaction.atomic
def set_up_workflow() -> None:
    """Make the workflow where it never was, and give it to the whole tree where nobody chose another one."""
    root = Page.get_first_root_node()
    if root is None or ClinicalReviewTask.objects.exists():
        return
    workflow = Workflow.objects.create(name=NAME)
    steps = [
        (ClaimsCheckTask, _("Claims check"), [EDITORS, COMPLIANCE]),
        (ClinicalReviewTask, _("Clinical review"), [CLINICAL_REVIEWERS]),
    ]
    for number, (model, name, roles) in enumerate(steps):
        task = model.objects.create(name=name)
        task.groups.set([Group.objects.get_or_create(name=role.name)[0] for role in roles])
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=number)
    assigned = WorkflowPage.objects.filter(page=root).select_related("workflow").first()
    if assigned is None:
        WorkflowPage.objects.create(page=root, workflow=workflow)
    elif assigned.workflow.name in REPLACED:
        before = assigned.workflow
        assigned.workflow = workflow
        assigned.save()
        _remove_unused(before)


def _remove_unused(workflow: Workflow) -> None:
    """One that no page was ever sent through would only puzzle."""
    if workflow.workflow_states.exists() or workflow.workflow_pages.exists():
        return
    tasks = list(GroupApprovalTask.objects.filter(workflow_tasks__workflow=workflow))
    workflow.delete()
    for task in tasks:
        if not task.workflow_tasks.exists() and not task.task_states.exists():
            task.delete()
