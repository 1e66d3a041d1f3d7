"""From author to readers through the admin: submit, claims check, clinical review, publish, and everything between."""

import datetime
import json

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from clinicsite.background.models import OutgoingMail
from clinicsite.review.errors import AlreadyReviewed
from clinicsite.review.models import MedicalReview, ReviewStanding
from clinicsite.review.tasks import ClaimsCheckTask, ClinicalReviewTask, move_on
from clinicsite.review.workflow_setup import NAME, set_up_workflow
from tests.clinicsite.review.desk import form_of, person, said
from tests.factories.pages import StandardPageFactory
from tests.factories.review import make_ready_article, make_reviewer, sign_off
from tests.factories.users import SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db
XHR = {"x-requested-with": "XMLHttpRequest"}
CLAIM = "Ketamine is a miracle cure for chronic pain."


@pytest.fixture
def contributor(home):
    return person("Contributors")


@pytest.fixture
def reviewer():
    return make_reviewer()


@pytest.fixture
def article(contributor):
    """A contributor's draft, ready for review."""
    page = make_ready_article(owner=contributor)
    page.save_revision(user=contributor)
    page.refresh_from_db()
    return page


@pytest.fixture
def submitted(article, contributor):
    """Waits for a clinical reviewer."""
    article.get_workflow().start(article, contributor)
    article.refresh_from_db()
    return article


def task_state(page) -> TaskState:
    return page.current_workflow_task_state


def act(client, user, page, action, state=None, **fields):
    """Press a button of the workflow, as the admin's script does."""
    client.force_login(user)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, (state or task_state(page)).pk])
    if action == "approve":
        fields = {"evidence_checked_on": timezone.localdate().isoformat(), **fields}
    return client.post(address, fields, headers=XHR)


# Set up out of the box


def test_workflow_goes_from_claims_to_the_reviewer():
    workflow = Workflow.objects.get(name=NAME)
    assert [type(task) for task in workflow.tasks.specific()] == [ClaimsCheckTask, ClinicalReviewTask]


def test_every_page_goes_through_it(article):
    assert article.get_workflow().name == NAME


@pytest.mark.parametrize(
    ("task", "groups"),
    [(ClaimsCheckTask, {"Editors", "Compliance"}), (ClinicalReviewTask, {"Clinical reviewers"})],
)
def test_each_step_has_its_groups(task, groups):
    assert {group.name for group in task.objects.get().groups.all()} == groups


def test_setting_up_again_changes_nothing():
    set_up_workflow()
    assert (Workflow.objects.count(), WorkflowTask.objects.count(), WorkflowPage.objects.count()) == (1, 2, 1)


def test_workflow_that_somebody_chose_for_the_tree_stays():
    own = Workflow.objects.create(name="Our own")
    WorkflowPage.objects.update(workflow=own)
    WorkflowTask.objects.all().delete()
    ClaimsCheckTask.objects.all().delete()
    ClinicalReviewTask.objects.all().delete()
    set_up_workflow()
    assert WorkflowPage.objects.get().workflow == own


# Claims check


def test_article_without_claims_goes_on_to_the_reviewer(submitted):
    assert isinstance(submitted.current_workflow_task, ClinicalReviewTask)


@pytest.fixture
def held(contributor):
    """Held by a blocking claim."""
    page = make_ready_article(owner=contributor, summary=CLAIM)
    page.get_workflow().start(page, contributor)
    page.refresh_from_db()
    return page


def test_blocking_claim_holds_it(held):
    assert isinstance(held.current_workflow_task, ClaimsCheckTask)


def test_editor_cannot_wave_a_blocking_claim_through(client, held):
    response = act(client, person("Editors"), held, "approve")
    assert "Not sent on" in said(response)
    assert isinstance(held.current_workflow_task, ClaimsCheckTask)


def test_refused_claims_lead_to_their_place_in_the_editor(client, held):
    response = act(client, person("Editors"), held, "approve")
    assert "#:w:contentpath=summary" in said(response)


def test_article_goes_on_once_the_claim_is_mended(client, held):
    held.summary = "Exercise is being studied for chronic pain."
    held.save_revision(user=UserFactory())
    act(client, person("Editors"), held, "approve")
    held.refresh_from_db()
    assert isinstance(held.current_workflow_task, ClinicalReviewTask)


def test_contributor_may_mend_the_claim_meanwhile(held, contributor):
    assert not held.get_lock().for_user(contributor)


def test_page_that_is_not_clinical_waits_for_a_person(contributor):
    page = StandardPageFactory(owner=contributor, live=False)
    page.save_revision(user=contributor)
    page.get_workflow().start(page, contributor)
    assert isinstance(page.current_workflow_task, ClaimsCheckTask)


def test_page_that_is_not_clinical_is_published_by_an_editor_without_a_clinician(client, contributor):
    page = StandardPageFactory(owner=contributor, live=False)
    page.save_revision(user=contributor)
    page.get_workflow().start(page, contributor)
    act(client, person("Editors"), page, "approve")
    page.refresh_from_db()
    assert page.live
    assert not MedicalReview.objects.exists()


# Clinical review


def test_contributor_submits_in_the_editor(client, article, contributor):
    client.force_login(contributor)
    client.post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]), {**form_of(client, article), "action-submit": "1"}
    )
    article.refresh_from_db()
    assert article.workflow_in_progress
    assert not article.live


def test_signature_publishes_the_page(client, submitted, reviewer):
    act(client, reviewer, submitted, "approve")
    submitted.refresh_from_db()
    assert submitted.live


def test_signature_is_recorded_for_exactly_that_revision(client, submitted, reviewer):
    act(client, reviewer, submitted, "approve", comment="Checked against both reviews.")
    row = MedicalReview.objects.get()
    assert (row.revision_id, row.reviewer, row.note) == (
        submitted.latest_revision_id, reviewer, "Checked against both reviews.",
    )  # fmt: skip
    assert ReviewStanding.objects.get(page_id=submitted.pk).is_covered


def test_form_asks_when_the_evidence_was_checked(client, submitted, reviewer):
    client.force_login(reviewer)
    address = reverse("wagtailadmin_pages:workflow_action", args=[submitted.pk, "approve", task_state(submitted).pk])
    assert "evidence_checked_on" in client.get(address, headers=XHR).json()["html"]


@pytest.mark.parametrize("day", ["", "2999-01-01", "soon"])
def test_impossible_day_comes_back_with_the_note_that_was_typed(client, submitted, reviewer, day):
    response = act(client, reviewer, submitted, "approve", evidence_checked_on=day, comment="A long note.")
    assert "A long note." in response.json()["html"]
    assert not MedicalReview.objects.exists()


def test_request_for_changes_is_recorded(client, submitted, reviewer):
    act(client, reviewer, submitted, "reject", comment="Say how many people.")
    submitted.refresh_from_db()
    assert MedicalReview.objects.get().outcome == "changes_requested"
    assert submitted.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES


def test_request_for_changes_says_which(client, submitted, reviewer):
    act(client, reviewer, submitted, "reject", comment="")
    assert not MedicalReview.objects.exists()


@pytest.mark.parametrize(
    "role",
    ["Contributors", "Editors", "Compliance", "Marketers", "Moderators", "Front desk", "Clinicians", "Administrators"],
)
def test_role_that_does_not_sign(client, submitted, role):
    act(client, person(role), submitted, "approve")
    submitted.refresh_from_db()
    assert not submitted.live
    assert not MedicalReview.objects.exists()


def refused(client, user, page, words):
    """Nothing is signed, and the message says why and gives the note back."""
    response = act(client, user, page, "approve", comment="My careful note")
    page.refresh_from_db()
    assert words in said(response)
    assert "My careful note" in said(response)
    assert not page.live
    assert task_state(page).status == TaskState.STATUS_IN_PROGRESS
    assert not MedicalReview.objects.exists()


def test_author_is_refused(client, contributor):
    page = make_ready_article(owner=contributor)
    author = make_reviewer()
    page.author = author.team_member_page
    page.save_revision(user=contributor)
    page.get_workflow().start(page, contributor)
    refused(client, author, page, "You are the author")


def test_last_editor_is_refused(client, article, reviewer, contributor):
    article.title = "Changed by the reviewer"
    article.save_revision(user=reviewer)
    article.get_workflow().start(article, contributor)
    refused(client, reviewer, article, "You changed this text last")


def test_superuser_without_a_team_page_is_refused(client, submitted):
    refused(client, SuperuserFactory(), submitted, "no published team page")


def test_reviewer_whose_credential_expires_meanwhile_is_refused(client, submitted, reviewer):
    reviewer.team_member_page.credentials.update(expires_on=timezone.localdate() - datetime.timedelta(days=1))
    refused(client, reviewer, submitted, "expired")


def test_reviewer_whose_page_is_removed_meanwhile_is_refused(client, submitted, reviewer):
    reviewer.team_member_page.delete()
    refused(client, reviewer, submitted, "no published team page")


def test_reviewer_who_left_the_group_meanwhile_does_not_sign(client, submitted, reviewer):
    reviewer.groups.clear()
    act(client, reviewer, submitted, "approve")
    assert not MedicalReview.objects.exists()


def test_text_that_was_changed_meanwhile_is_refused(client, submitted, reviewer):
    state = task_state(submitted)
    submitted.title = "Changed by somebody else"
    submitted.save_revision(user=SuperuserFactory())
    refused(client, reviewer, submitted, "changed after it was sent to you")
    assert state.pk == task_state(submitted).pk


def test_newest_text_can_be_signed_after_another_look(client, submitted, reviewer):
    submitted.title = "Changed by somebody else"
    submitted.save_revision(user=SuperuserFactory())
    act(client, reviewer, submitted, "approve")
    act(client, reviewer, submitted, "approve")
    submitted.refresh_from_db()
    assert MedicalReview.objects.get().page_title == "Changed by somebody else"
    assert submitted.live


def test_second_window_signs_nothing(client, submitted):
    state = task_state(submitted)
    act(client, make_reviewer(), submitted, "approve", state)
    submitted.refresh_from_db()
    response = act(client, make_reviewer(), submitted, "approve", state)
    assert response.status_code in (200, 302)
    assert MedicalReview.objects.count() == 1


def test_two_windows_at_the_same_moment_sign_once(submitted, reviewer):
    one, two = (TaskState.objects.get(pk=task_state(submitted).pk) for _ in range(2))
    task, day = ClinicalReviewTask.objects.get(), timezone.localdate()
    task.on_action(one, reviewer, "approve", evidence_checked_on=day)
    with pytest.raises(AlreadyReviewed):
        task.on_action(two, make_reviewer(), "approve", evidence_checked_on=day)
    assert MedicalReview.objects.count() == 1


def test_reviewer_signs_from_the_editor(client, submitted, reviewer):
    client.force_login(reviewer)
    extra = {"evidence_checked_on": timezone.localdate().isoformat(), "comment": "Fine."}
    form = {
        **form_of(client, submitted),
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": json.dumps(extra),
    }
    client.post(reverse("wagtailadmin_pages:edit", args=[submitted.pk]), form)
    submitted.refresh_from_db()
    assert submitted.live


def test_reviewer_who_edits_while_signing_signs_nothing_and_loses_nothing(client, submitted, reviewer):
    client.force_login(reviewer)
    extra = {"evidence_checked_on": timezone.localdate().isoformat(), "comment": ""}
    form = {
        **form_of(client, submitted), "title": "Edited while signing", "action-workflow-action": "true",
        "workflow-action-name": "approve", "workflow-action-extra-data": json.dumps(extra),
    }  # fmt: skip
    response = client.post(reverse("wagtailadmin_pages:edit", args=[submitted.pk]), form)
    submitted.refresh_from_db()
    assert "You changed this text last" in said(response)
    assert submitted.get_latest_revision_as_object().title == "Edited while signing"
    assert not MedicalReview.objects.exists()


def test_signed_page_that_lacks_something_else_keeps_its_signature_and_waits(client, contributor, reviewer):
    page = make_ready_article(owner=contributor)
    page.save_revision(user=contributor)
    page.get_workflow().start(page, contributor)
    page.author = None
    page.save_revision(user=contributor)
    act(client, reviewer, page, "approve")
    page.refresh_from_db()
    assert MedicalReview.objects.get().is_approval
    assert not page.live
    assert OutgoingMail.objects.filter(purpose="publication-withheld").exists()


def test_review_by_somebody_without_a_login_takes_the_workflow_to_its_end(submitted):
    sign_off(submitted)
    assert move_on(page=submitted, is_approval=True)
    submitted.refresh_from_db()
    assert submitted.live
    assert not submitted.workflow_in_progress


def test_request_for_changes_by_somebody_without_a_login_sends_the_draft_back(submitted):
    assert move_on(page=submitted, is_approval=False, comment="Say how many.")
    assert submitted.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES


def test_workflow_that_ends_without_a_person_is_asked_by_the_gate_all_the_same(submitted):
    move_on(page=submitted, is_approval=True)
    submitted.refresh_from_db()
    assert not submitted.live


def test_page_outside_the_workflow_is_not_moved(article):
    assert not move_on(page=article, is_approval=True)


def test_reviewer_finds_what_waits_on_the_dashboard(client, submitted, reviewer):
    client.force_login(reviewer)
    assert submitted.title in client.get(reverse("wagtailadmin_home")).content.decode()


def test_reviewer_reads_a_draft_only_while_it_waits_for_one(client, article, reviewer, contributor):
    client.force_login(reviewer)
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert client.get(address).status_code == 302
    article.get_workflow().start(article, contributor)
    assert client.get(address).status_code == 200


def test_reviewers_are_told_of_what_waits(article, contributor, reviewer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        article.get_workflow().start(article, contributor)
    assert [message.to for message in mail.outbox if reviewer.email in message.to]
