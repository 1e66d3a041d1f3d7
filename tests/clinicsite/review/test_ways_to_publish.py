"""Every way in which a page can be published, tried with a page on which something is missing."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from blog.articles.models import SeriesPage
from clinicsite.background.publishing import publish_and_expire
from clinicsite.clinic.models import StandardPage
from clinicsite.review.errors import PublicationRefused
from clinicsite.review.models import MedicalReview
from clinicsite.review.tasks import ClaimsCheckTask, move_on
from tests.clinicsite.review.desk import form_of, person, said
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import SeriesPageFactory, StandardPageFactory, story
from tests.factories.review import make_ready_article, make_reviewer, sign_off
from tests.factories.users import SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db
XHR = {"x-requested-with": "XMLHttpRequest"}
HALF_A_GRADE = "Section 2 (Section heading) is not complete."
NO_SUMMARY = "Summary: This field cannot be blank."


def leave_out(page, user=None):
    """Save a draft without a summary and with half a grade."""
    source = f"<p>Pain can last{citation(ReferenceFactory())}.</p>"
    page.summary = ""
    page.body = story(("text", source), ("heading", {"text": "Why it lasts", "certainty": "low"}))
    page.save_revision(user=user or UserFactory(), clean=False)
    page.refresh_from_db()


@pytest.fixture
def signed(home):
    """A draft that lacks something, and that a reviewer without an account has signed all the same."""
    page = make_ready_article()
    leave_out(page)
    sign_off(page)
    page.refresh_from_db()
    return page


def is_live(page) -> bool:
    page.refresh_from_db()
    return page.live


def withheld_because(page) -> str:
    return PageLogEntry.objects.get(page=page.pk, action="review.withhold").data["reason"]


def test_bulk_publishing_names_what_is_missing_and_publishes_the_rest(client, signed):
    other = make_ready_article()
    sign_off(other)
    client.force_login(person("Editors"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={signed.pk}&id={other.pk}", {"include_descendants": ""})
    assert response.status_code == 302
    assert (is_live(signed), is_live(other)) == (False, True)
    assert HALF_A_GRADE in said(response)
    assert NO_SUMMARY in said(response)


def test_clock_takes_it_off_the_schedule_and_says_why(signed):
    due = timezone.now() + datetime.timedelta(hours=1)
    draft = signed.get_latest_revision_as_object()
    draft.go_live_at = due
    draft.save_revision(user=UserFactory(), clean=False).publish()
    with time_machine.travel(due + datetime.timedelta(hours=1), tick=False):
        publish_and_expire()
        assert publish_and_expire() == 0
    assert not is_live(signed)
    assert NO_SUMMARY in withheld_because(signed)
    assert HALF_A_GRADE in withheld_because(signed)


@pytest.fixture
def submitted(home):
    """Was complete when it was submitted, and waits for its reviewer without a summary."""
    author = person("Contributors")
    page = make_ready_article(owner=author)
    page.get_workflow().start(page, author)
    page.refresh_from_db()
    leave_out(page, author)
    return page


def test_signature_from_the_dashboard_is_kept_and_publishes_nothing(client, submitted):
    client.force_login(make_reviewer())
    form = {"evidence_checked_on": timezone.localdate().isoformat(), "comment": "Checked against its source."}
    for _look in ("The text was changed meanwhile", "A second look"):
        state = submitted.current_workflow_task_state
        address = reverse("wagtailadmin_pages:workflow_action", args=[submitted.pk, "approve", state.pk])
        assert client.post(address, form, headers=XHR).status_code == 200
    assert not is_live(submitted)
    assert MedicalReview.objects.get(page=submitted).note == "Checked against its source."
    assert HALF_A_GRADE in withheld_because(submitted)


def test_outside_signature_is_kept_and_publishes_nothing(submitted):
    sign_off(submitted, note="By mail.")
    assert move_on(page=submitted, is_approval=True)
    assert not is_live(submitted)
    assert MedicalReview.objects.get(page=submitted).note == "By mail."
    assert NO_SUMMARY in withheld_because(submitted)


def test_leave_to_publish_without_a_sign_off_does_not_cover_it(client, home):
    page = make_ready_article()
    leave_out(page)
    client.force_login(person("Compliance"))
    address = reverse("review_publish_unreviewed", args=[page.pk])
    response = client.post(address, {"reason": "A recall of the product", "revision": page.latest_revision_id})
    assert response.status_code == 302
    assert not is_live(page)
    assert HALF_A_GRADE in said(response)
    assert "A recall of the product" in said(response)


def test_minor_edit_keeps_the_sign_off_and_publishes_nothing(client, signed):
    draft = signed.get_latest_revision_as_object()
    draft.body[0].value.source = draft.body[0].value.source.replace("Pain can", "Pain cna")
    draft.save_revision(user=UserFactory(), clean=False)
    signed.refresh_from_db()
    client.force_login(person("Editors"))
    address = reverse("review_minor_edit", args=[signed.pk])
    response = client.post(address, {"reason": "Spelling", "revision": signed.latest_revision_id})
    assert response.status_code == 302
    assert not is_live(signed)
    assert signed.minor_edits.get().reason == "Spelling"
    assert "The sign-off is kept" in said(response)
    assert HALF_A_GRADE in said(response)


def test_section_is_linked_from_the_refusal(client, signed):
    client.force_login(person("Compliance"))
    html = client.get(reverse("review_page", args=[signed.pk])).content.decode()
    assert f"#:w:contentpath=body.{signed.get_latest_revision_as_object().body[1].id}.studies" in html


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"author": None}, "No author is named."),
        ({"body": story(("text", "<p>Pain lasts.</p>"))}, "The page cites no reference."),
        ({"summary": "The best clinic for everybody."}, "needs a change, or somebody who lets it stand"),
    ],
)
def test_whatever_the_gate_would_refuse_holds_it_before_a_clinician_signs(client, home, fields, reason):
    page = make_ready_article(**fields)
    page.get_workflow().start(page, UserFactory())
    page.refresh_from_db()
    client.force_login(person("Editors"))
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    response = client.post(address, {"comment": ""}, headers=XHR)
    assert isinstance(page.current_workflow_task, ClaimsCheckTask)
    assert reason in said(response)


# Pages that are not clinical


@pytest.fixture
def about(home):
    """A draft with a claim that must not be published."""
    page = StandardPageFactory(live=False, body=story(("text", "<p>Exercise is a miracle cure.</p>")))
    page.save_revision(user=UserFactory())
    page.refresh_from_db()
    return page


def test_editor_button_is_refused_for_any_page(client, about):
    client.force_login(person("Editors"))
    address = reverse("wagtailadmin_pages:edit", args=[about.pk])
    response = client.post(address, {**form_of(client, about), "title": "Typed", "action-publish": "1"})
    assert not is_live(about)
    assert "may not be published" in said(response)
    assert about.get_latest_revision_as_object().title == "Typed"


def test_draft_of_any_page_is_saved_with_all_of_it(client, about):
    client.force_login(person("Editors"))
    address = reverse("wagtailadmin_pages:edit", args=[about.pk])
    response = client.post(address, {**form_of(client, about), "title": "Half a draft"})
    about.refresh_from_db()
    assert "may not be published" not in said(response)
    assert about.get_latest_revision_as_object().title == "Half a draft"


def test_new_page_that_is_refused_is_no_live_page(client, home):
    client.force_login(person("Editors"))
    address = reverse("wagtailadmin_pages:add", args=["clinic", "standardpage", home.pk])
    form = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form").dict()
    body = streamfield([("text", rich_text("<p>Exercise is a miracle cure.</p>"))])
    client.post(
        address, {**form, **nested_form_data({"title": "New", "slug": "new", "body": body}), "action-publish": "1"}
    )
    assert not StandardPage.objects.get(slug="new").live


def test_bulk_publishing_of_any_page_is_refused(client, about):
    client.force_login(person("Editors"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={about.pk}", {"include_descendants": ""})
    assert not is_live(about)
    assert "may not be published" in said(response)


def test_page_that_was_never_saved_as_a_draft_is_refused_in_bulk(client, home):
    page = SeriesPageFactory(live=False)
    SeriesPage.objects.filter(pk=page.pk).update(summary="")
    client.force_login(person("Editors"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert client.post(f"{address}?id={page.pk}", {"include_descendants": ""}).status_code == 302
    assert not is_live(page)


def test_clock_is_refused_for_any_page(about):
    due = timezone.now() + datetime.timedelta(hours=1)
    about.go_live_at = due
    about.save_revision(user=UserFactory()).publish()
    with time_machine.travel(due + datetime.timedelta(hours=1), tick=False):
        publish_and_expire()
        assert publish_and_expire() == 0
    assert not is_live(about)
    assert "may not be published" in withheld_because(about)


def test_claims_check_of_any_page_is_not_passed_by_an_editor(client, about):
    about.get_workflow().start(about, UserFactory())
    about.refresh_from_db()
    client.force_login(person("Editors"))
    state = about.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[about.pk, "approve", state.pk])
    response = client.post(address, {"comment": "Fine by me."}, headers=XHR)
    assert not is_live(about)
    assert "Fine by me." in said(response)


def test_mended_page_is_published(client, about):
    about.body = story(("text", "<p>Exercise can help.</p>"))
    about.save_revision(user=UserFactory())
    client.force_login(person("Editors"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={about.pk}", {"include_descendants": ""})
    assert is_live(about)


def copy(client, page):
    client.force_login(person("Editors"))
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk, "publish_copies": "on"}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)


def test_published_copy_of_a_page_that_would_be_refused_is_not_made(client, about):
    StandardPage.objects.filter(pk=about.pk).update(live=True)
    assert "may not be published" in said(copy(client, about))
    assert not StandardPage.objects.filter(slug="copy").exists()


def test_published_copy_of_any_other_page_is_made(client, home):
    copy(client, StandardPageFactory(body=story(("text", "<p>Doors open at nine.</p>"))))
    assert StandardPage.objects.get(slug="copy").live


# Aliases


@pytest.fixture
def alias(home):
    """Of a signed and published article."""
    page = make_ready_article()
    sign_off(page)
    page.latest_revision.publish()
    page.refresh_from_db()
    return page.create_alias(update_slug="again")


def convert(client, page):
    client.force_login(person("Editors"))
    response = client.post(reverse("wagtailadmin_pages:convert_alias", args=[page.pk]))
    page.refresh_from_db()
    return response


def test_live_alias_of_a_clinical_page_stays_an_alias(client, alias):
    response = convert(client, alias)
    assert alias.alias_of_id
    assert "needs a medical review of its own" in said(response)


def test_alias_that_is_not_live_becomes_a_draft(client, alias):
    alias.unpublish()
    convert(client, alias)
    assert (alias.alias_of_id, alias.live) == (None, False)


def test_draft_that_was_an_alias_needs_a_sign_off_of_its_own(client, alias):
    alias.unpublish()
    convert(client, alias)
    with pytest.raises(PublicationRefused):
        alias.get_latest_revision().publish(user=SuperuserFactory())


def test_alias_of_a_page_that_is_not_clinical_is_converted(client, home):
    page = StandardPageFactory(body=story(("text", "<p>Doors open at nine.</p>")))
    page.save_revision().publish()
    alias = page.create_alias(update_slug="again")
    convert(client, alias)
    assert alias.alias_of_id is None
