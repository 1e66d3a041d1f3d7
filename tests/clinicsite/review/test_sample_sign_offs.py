"""Sign-offs of invented clinicians: good for the sample site, and nothing once a page or a clinic is real."""

import pytest
from django.urls import reverse
from wagtail.models import Site

from blog.articles.models import ArticlePage
from clinicsite.core.models import ClinicSettings
from clinicsite.review.actions import declare_minor_edit, refresh_standing
from clinicsite.review.errors import NothingToKeep, PublicationRefused
from clinicsite.review.gate import blocking_problems
from clinicsite.review.models import MedicalReview, ReviewState
from clinicsite.review.readiness import problems_of
from tests.clinicsite.review.desk import form_of, person, said
from tests.factories.review import make_ready_article, sign_off
from tests.factories.users import SuperuserFactory

pytestmark = pytest.mark.django_db


def make_clinic(is_sample: bool) -> None:
    ClinicSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"is_sample": is_sample}
    )


def codes(page) -> list[str]:
    return [problem.code for problem in blocking_problems(page)]


@pytest.fixture
def sample():
    """A sample article, signed by an invented clinician and published on a sample site."""
    page = make_ready_article(is_sample=True)
    make_clinic(is_sample=True)
    sign_off(page)
    page.latest_revision.publish()
    return ArticlePage.objects.get(pk=page.pk)


def made_real(page):
    """The page as its editor has it after unticking the box, not saved yet."""
    make_clinic(is_sample=False)
    page.is_sample = False
    return page


def test_sample_page_on_a_sample_site_passes_by_its_sample_sign_off(sample):
    assert codes(sample) == []
    assert sample.standing.state() == ReviewState.CURRENT


def test_sample_sign_off_opens_no_gate_to_a_real_page(sample):
    assert codes(made_real(sample)) == ["review-missing"]


def test_real_sign_off_counts_on_a_page_that_was_a_sample(sample):
    page = made_real(sample)
    page.save_revision(user=SuperuserFactory())
    sign_off(page)
    assert codes(page.latest_revision.as_object()) == []


def test_real_page_is_not_published_by_its_sample_sign_off(sample):
    revision = made_real(sample).save_revision()
    with pytest.raises(PublicationRefused):
        revision.publish(user=SuperuserFactory())


def test_page_made_real_in_the_editor_stays_a_draft(client, sample):
    make_clinic(is_sample=False)
    client.force_login(SuperuserFactory())
    sent = {**form_of(client, sample), "is_sample": "", "action-publish": "1"}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[sample.pk]), sent)
    stored = ArticlePage.objects.get(pk=sample.pk)
    assert "No medical reviewer has signed" in said(response)
    assert (stored.is_sample, stored.get_latest_revision_as_object().is_sample) == (True, False)


def test_readers_of_a_real_page_hear_nothing_of_a_sample_sign_off(client, sample):
    made_real(sample).save_revision().publish()
    html = client.get(sample.url).content.decode()
    assert "Medically reviewed" not in html
    assert "lastReviewed" not in html
    assert "reviewedBy" not in html


def test_standing_of_a_real_page_forgets_the_sample_sign_off(sample):
    made_real(sample).save()
    assert refresh_standing(sample.pk).review is None


def test_page_made_real_by_a_query_claims_no_review(client, sample):
    make_clinic(is_sample=False)
    ArticlePage.objects.filter(pk=sample.pk).update(is_sample=False)
    assert "lastReviewed" not in client.get(sample.url).content.decode()


def test_lists_name_no_invented_reviewer_of_a_real_page(sample):
    signer = sample.reviewer_id
    assert ArticlePage.objects.with_signer().get(pk=sample.pk).signer_id == signer
    ArticlePage.objects.filter(pk=sample.pk).update(is_sample=False)
    assert ArticlePage.objects.with_signer().get(pk=sample.pk).signer_id is None


def test_minor_edit_keeps_no_sample_sign_off_for_a_real_page(sample):
    page = made_real(sample)
    page.title = "Nerves, spelt anew"
    with pytest.raises(NothingToKeep):
        declare_minor_edit(page=page, revision=page.save_revision(), reason="Spelling", user=person("Editors"))


def test_screen_of_a_real_page_offers_no_minor_edit_on_a_sample_sign_off(client, sample):
    made_real(sample).save_revision()
    client.force_login(SuperuserFactory())
    assert (
        reverse("review_minor_edit", args=[sample.pk])
        not in client.get(reverse("review_page", args=[sample.pk])).content.decode()
    )


def test_page_that_was_not_read_as_its_type_is_taken_for_real(sample):
    assert not MedicalReview.objects.approved_for(sample.page_ptr).exists()
    assert MedicalReview.objects.approved_for(sample).exists()


@pytest.mark.parametrize(
    ("page_is_sample", "clinic_is_sample", "is_refused"),
    [(True, False, True), (True, True, False), (False, False, False), (False, True, False)],
)
def test_invented_page_is_kept_back_by_a_real_clinic_only(page_is_sample, clinic_is_sample, is_refused):
    page = make_ready_article(is_sample=page_is_sample)
    make_clinic(clinic_is_sample)
    found = {problem.code: problem for problem in problems_of(page)}
    assert ("sample-data" in found) is is_refused
    assert not is_refused or (found["sample-data"].is_blocking and found["sample-data"].path == "is_sample")
