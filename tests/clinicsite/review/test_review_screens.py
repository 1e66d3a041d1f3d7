"""The screens of medical review: who enters, what they show, and the record that compliance takes out."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from clinicsite.review.actions import declare_minor_edit
from clinicsite.review.models import MinorEdit, ReviewSettings, Verdict
from tests.clinicsite.review.desk import person, said
from tests.factories.pages import StandardPageFactory
from tests.factories.review import ClaimOverrideFactory, make_ready_article, make_reviewer, sign_off
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
EVERY_ROLE = {
    "Contributors", "Editors", "Clinical reviewers", "Compliance", "Marketers", "Moderators", "Front desk",
    "Clinicians", "Administrators",
}  # fmt: skip
MAY_ENTER = {
    "review_queue": {"Editors", "Clinical reviewers", "Compliance", "Administrators"},
    "review_minor_edits": {"Clinical reviewers", "Compliance", "Administrators"},
    "review_page": {"Editors", "Clinical reviewers", "Compliance", "Administrators"},
    "review_minor_edit": {"Editors", "Compliance", "Administrators"},
    "review_publish_unreviewed": {"Compliance", "Administrators"},
    "review_record": {"Compliance", "Administrators"},
    "review_record_file": {"Compliance", "Administrators"},
}
OF_NO_PAGE = {"review_queue", "review_minor_edits"}


@pytest.fixture
def article(home):
    """Signed and published, with one word changed in the draft."""
    page = make_ready_article(title="=Signed", summary="Pian that lasts.")
    sign_off(page, note="@Checked")
    page.latest_revision.publish()
    page.refresh_from_db()
    page.summary = "Pain that lasts."
    page.save_revision(user=UserFactory())
    page.refresh_from_db()
    return page


def address(name, page) -> str:
    return reverse(name, args=[] if name in OF_NO_PAGE else [page.pk])


@pytest.mark.parametrize("name", sorted(MAY_ENTER))
@pytest.mark.parametrize("role", sorted(EVERY_ROLE))
def test_screen_is_open_to_these_roles_only(client, article, name, role):
    client.force_login(person(role))
    status = client.get(address(name, article)).status_code
    assert (status == 200) is (role in MAY_ENTER[name]), status


@pytest.mark.parametrize("name", sorted(MAY_ENTER.keys() - OF_NO_PAGE - {"review_record_file"}))
def test_page_that_is_not_clinical_has_no_such_screen(admin_client, home, name):
    assert admin_client.get(address(name, StandardPageFactory())).status_code == 302


def test_owner_of_a_draft_sees_how_it_stands(client, home):
    owner = person("Contributors")
    page = make_ready_article(owner=owner)
    client.force_login(owner)
    assert "No medical reviewer has signed" in client.get(address("review_page", page)).content.decode()


def test_queue_lists_every_live_clinical_page_with_its_standing(admin_client, article):
    article.latest_revision.publish()
    html = admin_client.get(reverse("review_queue")).content.decode()
    assert "=Signed" in html
    assert "Edited since its review" in html


@pytest.mark.parametrize(("state", "is_there"), [("edited", True), ("never", False), ("current", False)])
def test_queue_is_narrowed_by_standing(admin_client, article, state, is_there):
    article.latest_revision.publish()
    html = admin_client.get(reverse("review_queue"), {"state": state}).content.decode()
    assert (address("review_page", article) in html) is is_there


def test_queue_can_be_taken_out_as_a_spreadsheet(admin_client, article):
    response = admin_client.get(reverse("review_queue"), {"export": "csv"})
    assert article.reviewer.full_name in b"".join(response.streaming_content).decode()


def test_editor_declares_a_minor_edit_and_publishes(client, article):
    client.force_login(person("Editors"))
    form = {"reason": "A comma", "revision": article.latest_revision_id}
    client.post(address("review_minor_edit", article), form)
    article.refresh_from_db()
    assert MinorEdit.objects.get().reason == "A comma"
    assert article.summary == "Pain that lasts."


def test_more_than_a_minor_edit_comes_back_with_why_and_with_what_was_typed(client, article):
    article.title = "Another title"
    article.save_revision(user=UserFactory())
    article.refresh_from_db()
    client.force_login(person("Editors"))
    form = {"reason": "Spelling, I swear", "revision": article.latest_revision_id}
    html = client.post(address("review_minor_edit", article), form).content.decode()
    assert "The title was changed." in html
    assert "Spelling, I swear" in html
    assert not MinorEdit.objects.exists()


def test_missing_reason_comes_back_as_an_error(client, article):
    client.force_login(person("Editors"))
    response = client.post(
        address("review_minor_edit", article), {"reason": "", "revision": article.latest_revision_id}
    )
    assert response.status_code == 200
    assert response.context["form"].errors


def test_text_that_was_changed_in_the_meantime_is_not_declared_minor(client, article):
    shown = article.latest_revision_id
    article.save_revision(user=UserFactory())
    client.force_login(person("Editors"))
    response = client.post(address("review_minor_edit", article), {"reason": "A comma", "revision": shown})
    assert "changed after" in said(response)
    assert not MinorEdit.objects.exists()


def test_compliance_publishes_without_a_sign_off(client, article):
    client.force_login(person("Compliance"))
    form = {"reason": "A recall", "revision": article.latest_revision_id}
    client.post(address("review_publish_unreviewed", article), form)
    article.refresh_from_db()
    assert article.summary == "Pain that lasts."


@pytest.fixture
def edit(article):
    rules = ReviewSettings.for_site(article.get_site())
    rules.second_look_of = 1
    rules.save()
    revision = article.latest_revision
    return declare_minor_edit(page=article, revision=revision, reason="Spelling", user=person("Editors"))


def test_second_look_is_noted(client, edit):
    client.force_login(make_reviewer())
    client.post(reverse("review_second_look", args=[edit.pk]), {"verdict": "minor", "note": ""})
    edit.refresh_from_db()
    assert edit.verdict == Verdict.MINOR


def test_clinical_finding_needs_a_note(client, edit):
    client.force_login(make_reviewer())
    response = client.post(reverse("review_second_look", args=[edit.pk]), {"verdict": "clinical", "note": ""})
    assert response.context["form"].errors
    edit.refresh_from_db()
    assert edit.verdict == ""


def test_list_of_minor_edits_shows_what_waits(client, edit):
    client.force_login(make_reviewer())
    assert "Spelling" in client.get(reverse("review_minor_edits")).content.decode()


# The record


def rows_of(client, page) -> list[list[str]]:
    response = client.get(address("review_record_file", page))
    return list(csv.reader(io.StringIO(response.content.decode().removeprefix("\ufeff"))))


def test_record_says_who_reviewed_which_revision(client, article):
    client.force_login(person("Compliance"))
    signed = [row for row in rows_of(client, article) if row[1] == "Signed off"]
    assert [(row[2], row[3]) for row in signed] == [
        (article.reviewer.full_name, str(article.medical_reviews.get().revision_key))
    ]


def test_record_holds_minor_edits_and_overridden_claims_with_their_reasons(client, article, edit):
    ClaimOverrideFactory(page=article, reason="Quoted from a law.")
    client.force_login(person("Compliance"))
    reasons = {(row[1], row[5]) for row in rows_of(client, article)}
    assert {("Minor edit", "Spelling"), ("Claim let stand", "Quoted from a law.")} <= reasons


def test_record_names_the_versions_of_the_rules(client, article):
    client.force_login(person("Compliance"))
    assert any("Claim rules in force: " in row[4] for row in rows_of(client, article))


def test_file_holds_no_formula(client, article):
    client.force_login(person("Compliance"))
    cells = [cell for row in rows_of(client, article) for cell in row]
    assert "'@Checked" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("name", ["review_record", "review_record_file"])
def test_taking_the_record_out_is_logged(client, article, name):
    user = person("Compliance")
    client.force_login(user)
    client.get(address(name, article))
    assert PageLogEntry.objects.get(action="review.export_compliance").user == user


def test_record_can_be_printed_by_the_day_it_was_drawn(client, article):
    client.force_login(person("Compliance"))
    html = client.get(address("review_record", article)).content.decode()
    assert timezone.localdate().strftime("%Y") in html
    assert "print command" in html
