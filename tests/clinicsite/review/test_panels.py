"""What the dashboard says about medical review, and to whom."""

import datetime

import pytest
import time_machine
from django.test import RequestFactory
from django.urls import reverse

from clinicsite.review.actions import declare_minor_edit
from clinicsite.review.models import ReviewSettings
from clinicsite.review.panels import LapsedReviewersPanel, MinorEditsPanel, ReviewQueuePanel
from tests.clinicsite.review.desk import person
from tests.factories.review import make_ready_article, make_reviewer, sign_off
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
SIGNED = datetime.datetime(2026, 3, 3, 20, tzinfo=datetime.UTC)


@pytest.fixture
def article(home):
    with time_machine.travel(SIGNED, tick=False):
        page = make_ready_article()
        sign_off(page)
        page.latest_revision.publish()
    page.refresh_from_db()
    return page


def states(panel_class, user, day=SIGNED) -> list[str]:
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = user
    with time_machine.travel(day, tick=False):
        return [str(row.state) for row in panel_class(request).rows]


def test_reviewed_page_asks_for_nothing(article):
    assert states(ReviewQueuePanel, person("Editors")) == []


@pytest.mark.parametrize("role", ["Editors", "Clinical reviewers", "Compliance", "Administrators"])
@pytest.mark.parametrize(("days", "words"), [(340, "Due 3 March 2027"), (366, "Overdue since 3 March 2027")])
def test_whoever_may_see_reviews_sees_what_is_due(article, role, days, words):
    assert states(ReviewQueuePanel, person(role), SIGNED + datetime.timedelta(days=days)) == [words]


@pytest.mark.parametrize("role", ["Contributors", "Marketers", "Moderators", "Front desk", "Clinicians"])
def test_others_see_nothing_that_is_due(article, role):
    assert states(ReviewQueuePanel, person(role), SIGNED + datetime.timedelta(days=366)) == []


def test_author_of_a_page_sees_that_it_is_due(article):
    owner = person("Contributors")
    article.owner = owner
    article.save()
    assert len(states(ReviewQueuePanel, owner, SIGNED + datetime.timedelta(days=366))) == 1


def test_editor_sees_what_was_edited_since(article):
    article.title = "Edited"
    article.save_revision().publish()
    assert states(ReviewQueuePanel, person("Editors")) == ["Edited since its review"]


def test_whoever_may_change_no_page_sees_none(article):
    article.title = "Edited"
    article.save_revision().publish()
    assert states(ReviewQueuePanel, person("Moderators")) == []


# Reviewers who could not sign any more


def test_page_whose_reviewer_could_sign_is_not_listed(article):
    assert states(LapsedReviewersPanel, person("Editors")) == []


@pytest.mark.parametrize("role", ["Editors", "Clinical reviewers", "Compliance", "Administrators"])
def test_page_whose_signers_credential_has_ended_is_listed(article, role):
    article.reviewer.credentials.update(expires_on=SIGNED.date() - datetime.timedelta(days=1))
    assert states(LapsedReviewersPanel, person(role)) == [f"{article.reviewer.full_name}: credential has ended"]


@pytest.mark.parametrize("role", ["Contributors", "Marketers", "Moderators", "Front desk", "Clinicians"])
def test_others_are_not_told_of_reviewers(article, role):
    article.reviewer.credentials.update(expires_on=SIGNED.date() - datetime.timedelta(days=1))
    assert states(LapsedReviewersPanel, person(role)) == []


@pytest.fixture
def editor(article):
    rules = ReviewSettings.for_site(article.get_site())
    rules.second_look_of = 1
    rules.save()
    article.summary = "What the article says, in one sentence."
    revision = article.save_revision(user=UserFactory())
    compliance = person("Compliance")
    declare_minor_edit(page=article, revision=revision, reason="Spelling", user=compliance)
    return compliance


def test_reviewer_sees_minor_edits_that_wait(editor):
    assert states(MinorEditsPanel, make_reviewer()) == ["Spelling"]


def test_nobody_sees_an_edit_of_their_own(editor):
    assert states(MinorEditsPanel, editor) == []


def test_editors_take_no_second_look(editor):
    assert states(MinorEditsPanel, person("Editors")) == []
