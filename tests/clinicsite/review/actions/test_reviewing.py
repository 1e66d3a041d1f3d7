"""Recording a review: who may, of which text, and that the record is final."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import PageLogEntry

from clinicsite.review.actions import record_review
from clinicsite.review.errors import (
    AlreadyReviewed,
    CredentialExpired,
    CredentialMissing,
    EvidenceDateMissing,
    MissingNote,
    NotClinical,
    ReviewerIsAuthor,
    ReviewerIsEditor,
    ReviewerUnknown,
    ReviewIsFinal,
    RevisionOutdated,
)
from clinicsite.review.models import MedicalReview, Outcome, ReviewInterval, ReviewSettings
from tests.factories.pages import StandardPageFactory
from tests.factories.people import CredentialFactory, TeamMemberPageFactory
from tests.factories.review import make_ready_article, make_reviewer, sign_off
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 3)


@pytest.fixture
def article():
    return make_ready_article()


def review(page, **values) -> MedicalReview:
    """Somebody of the reviewers signs."""
    page.refresh_from_db()
    values = {"outcome": "approved", "evidence_checked_on": timezone.localdate(), **values}
    if "reviewer" not in values and "reviewer_page" not in values:
        values["reviewer"] = make_reviewer()
    return record_review(page=page, revision=values.pop("revision", page.latest_revision), **values)


def test_sign_off_keeps_who_signed_which_text(article):
    row = review(article, reviewer=article.reviewer.user)
    assert (row.page_id, row.revision) == (article.pk, article.latest_revision)
    assert (row.reviewer, row.reviewer_page_id) == (article.reviewer.user, article.reviewer.pk)


def test_name_and_credentials_stay_as_they_were(article):
    row = review(article, reviewer_page=article.reviewer)
    name = article.reviewer.full_name
    article.reviewer.title = "Renamed"
    article.reviewer.save()
    article.reviewer.credentials.all().delete()
    row.refresh_from_db()
    assert (row.reviewer_name, row.credential) == (name, "Pain medicine, board certified, A board of examples")


def test_somebody_without_an_account_signs_by_their_team_page(article):
    CredentialFactory(person=(person := TeamMemberPageFactory()), number="EX-2")
    assert review(article, reviewer_page=person).reviewer is None


def test_sign_off_is_logged(article):
    row = review(article)
    entry = PageLogEntry.objects.get(action="review.sign_off")
    assert (entry.page_id, entry.revision_id, entry.user_id) == (article.pk, row.revision_id, row.reviewer_id)


# Who may not


def test_author_does_not_sign(article):
    author = make_reviewer().team_member_page
    article.author = author
    article.save_revision(user=UserFactory())
    with pytest.raises(ReviewerIsAuthor):
        review(article, reviewer=author.user)


def test_last_editor_does_not_sign(article):
    editor = make_reviewer()
    article.save_revision(user=editor)
    with pytest.raises(ReviewerIsEditor):
        review(article, reviewer=editor)


def test_writer_of_a_text_that_somebody_else_saved_again_does_not_sign(article):
    writer = make_reviewer()
    article.title = "Written by the reviewer"
    article.save_revision(user=writer)
    article.save_revision(user=UserFactory())
    with pytest.raises(ReviewerIsEditor):
        review(article, reviewer=writer)


def test_somebody_whose_words_were_all_replaced_signs(article):
    earlier = make_reviewer()
    article.title = "An earlier text"
    article.save_revision(user=earlier)
    article.title = "A text by somebody else"
    article.save_revision(user=UserFactory())
    assert review(article, reviewer=earlier).is_approval


def test_last_editor_does_not_sign_by_their_team_page_either(article):
    editor = make_reviewer()
    article.save_revision(user=editor)
    with pytest.raises(ReviewerIsEditor):
        review(article, reviewer_page=editor.team_member_page)


def test_account_without_a_team_page_does_not_sign(article):
    with pytest.raises(ReviewerUnknown):
        review(article, reviewer=UserFactory())


def test_reviewer_whose_team_page_was_unpublished_does_not_sign(article):
    reviewer = make_reviewer()
    reviewer.team_member_page.unpublish()
    with pytest.raises(ReviewerUnknown):
        review(article, reviewer=reviewer)


def test_account_that_was_closed_does_not_sign(article):
    reviewer = make_reviewer()
    reviewer.is_active = False
    reviewer.save()
    with pytest.raises(ReviewerUnknown):
        review(article, reviewer=reviewer)


def test_nobody_signs_by_the_team_page_of_somebody_else(article):
    with pytest.raises(ReviewerUnknown):
        review(article, reviewer=make_reviewer(), reviewer_page=make_reviewer().team_member_page)


@pytest.mark.parametrize("missing", ["issuer", "number"])
def test_credential_without_issuer_or_number_does_not_sign(article, missing):
    reviewer = make_reviewer()
    reviewer.team_member_page.credentials.update(**{missing: " "})
    with pytest.raises(CredentialMissing):
        review(article, reviewer=reviewer)


@time_machine.travel(datetime.datetime(2026, 3, 3, 20, tzinfo=datetime.UTC), tick=False)
def test_expired_credential_does_not_sign(article):
    reviewer = make_reviewer()
    reviewer.team_member_page.credentials.update(expires_on=TODAY - datetime.timedelta(days=1))
    with pytest.raises(CredentialExpired):
        review(article, reviewer=reviewer)


@time_machine.travel("2026-03-03T20:00:00Z", tick=False)
def test_credential_signs_on_its_last_day(article):
    reviewer = make_reviewer()
    reviewer.team_member_page.credentials.update(expires_on=TODAY)
    assert review(article, reviewer=reviewer).is_approval


def test_expired_credential_does_not_stand_beside_a_valid_one(article):
    reviewer = make_reviewer()
    CredentialFactory(person=reviewer.team_member_page, title="Old", number="1", expires_on=datetime.date(2020, 1, 1))
    assert "Old" not in review(article, reviewer=reviewer).reviewer_credentials


# Which text


def test_revision_that_is_no_longer_the_latest_is_not_signed(article):
    article.refresh_from_db()
    first = article.latest_revision
    article.save_revision(user=UserFactory())
    with pytest.raises(RevisionOutdated):
        review(article, revision=first)


def test_revision_of_another_page_is_not_signed(article):
    other = make_ready_article()
    other.refresh_from_db()
    with pytest.raises(RevisionOutdated):
        review(article, revision=other.latest_revision)


def test_page_that_is_not_clinical_is_not_signed():
    page = StandardPageFactory()
    page.save_revision()
    with pytest.raises(NotClinical):
        review(page)


def test_revision_is_signed_once(article):
    review(article)
    with pytest.raises(AlreadyReviewed):
        review(article)
    assert MedicalReview.objects.count() == 1


def test_database_refuses_a_second_sign_off_of_a_revision(article):
    row = review(article)
    row.pk, row._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_text_sent_back_can_be_signed_once_somebody_thought_again(article):
    review(article, outcome=Outcome.CHANGES_REQUESTED, evidence_checked_on=None, note="Say how many.")
    assert review(article).is_approval


# Dates


@pytest.mark.parametrize("day", [None, datetime.date(2026, 3, 4)])
@time_machine.travel("2026-03-03T20:00:00Z", tick=False)
def test_evidence_was_checked_on_some_day_that_has_come(article, day):
    with pytest.raises(EvidenceDateMissing):
        review(article, evidence_checked_on=day)


@time_machine.travel("2026-03-04T02:00:00Z", tick=False)
def test_day_is_the_one_of_the_clinics_time_zone(article):
    with timezone.override("Asia/Tokyo"):
        assert review(article).next_due_on == datetime.date(2027, 3, 3)


@time_machine.travel("2026-03-03T20:00:00Z", tick=False)
def test_page_is_due_again_after_a_year(article):
    assert review(article).next_due_on == datetime.date(2027, 3, 3)


@time_machine.travel("2026-03-03T20:00:00Z", tick=False)
def test_page_type_may_be_due_sooner(article):
    rules = ReviewSettings.for_site(article.get_site())
    rules.intervals.add(ReviewInterval(page_type="articles.articlepage", months=6))
    rules.save()
    assert review(article).next_due_on == datetime.date(2026, 9, 3)


def test_request_for_changes_says_which(article):
    with pytest.raises(MissingNote):
        review(article, outcome=Outcome.CHANGES_REQUESTED, note=" ")


# The record is final


def test_recorded_review_is_not_changed(article):
    row = review(article)
    row.note = "Otherwise"
    with pytest.raises(ReviewIsFinal):
        row.save()


def test_recorded_review_is_not_deleted(article):
    row = review(article)
    with pytest.raises(ReviewIsFinal):
        row.delete()


@pytest.mark.parametrize("attempt", [lambda rows: rows.delete(), lambda rows: rows.update(note="")])
def test_recorded_reviews_are_neither_changed_nor_deleted_together(article, attempt):
    review(article)
    with pytest.raises(ReviewIsFinal):
        attempt(MedicalReview.objects.all())


def test_record_outlives_page_account_and_revision(article):
    reviewer = make_reviewer()
    row = review(article, reviewer=reviewer)
    title, key = article.title, article.pk
    article.delete()
    reviewer.team_member_page.delete()
    reviewer.delete()
    row.refresh_from_db()
    assert (row.page, row.revision, row.reviewer, row.reviewer_page) == (None, None, None, None)
    assert (row.page_title, row.page_key) == (title, key)


def test_sample_page_has_sample_reviews():
    assert sign_off(make_ready_article(is_sample=True)).is_sample


def test_reviewer_who_saved_the_sent_text_again_signs_it(article):
    article.refresh_from_db()
    sent, reviewer = article.latest_revision, make_reviewer()
    article.save_revision(user=reviewer)
    assert review(article, reviewer=reviewer, sent=sent).is_approval


def test_reviewer_who_changed_the_sent_text_does_not_sign_it(article):
    article.refresh_from_db()
    sent, reviewer = article.latest_revision, make_reviewer()
    article.title = "Changed"
    article.save_revision(user=reviewer)
    with pytest.raises(ReviewerIsEditor):
        review(article, reviewer=reviewer, sent=sent)
