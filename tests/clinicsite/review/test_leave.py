"""Publishing without a sign-off: who may, with what reason, and for how long."""

import datetime

import pytest
import time_machine
from django.contrib.auth.models import Group
from wagtail.models import PageLogEntry, Revision

from clinicsite.background.publishing import publish_and_expire
from clinicsite.review.errors import MissingReason, NotAllowed, NothingToKeep, PublicationRefused, RevisionOutdated
from clinicsite.review.gate import blocking_problems, publish_unreviewed
from clinicsite.review.models import ReviewStanding, ReviewState, UnreviewedPublication
from tests.factories.review import make_ready_article, sign_off
from tests.factories.users import SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 3, 20, tzinfo=datetime.UTC)


def person(role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


def codes(page) -> list[str]:
    return [problem.code for problem in blocking_problems(page)]


def draft_of(page):
    page.refresh_from_db()
    return page.latest_revision.as_object()


@pytest.fixture
def article():
    """Ready, and signed by nobody."""
    return make_ready_article()


@pytest.fixture
def signed(article):
    sign_off(article)
    article.refresh_from_db()
    return article


def unreviewed(page, user=None, reason="A recall of the product"):
    page.refresh_from_db()
    user = user or person("Compliance")
    return publish_unreviewed(page=page, revision=page.latest_revision, reason=reason, user=user)


def test_compliance_publishes_without_a_sign_off(article):
    unreviewed(article)
    article.refresh_from_db()
    assert article.live


def test_such_a_page_stands_in_the_queue(signed):
    signed.latest_revision.publish()
    signed.title = "A warning first"
    signed.save_revision(user=UserFactory())
    unreviewed(signed)
    assert ReviewStanding.objects.get(page=signed).state() == ReviewState.EDITED


def test_reason_is_logged(article):
    unreviewed(article)
    assert PageLogEntry.objects.get(action="review.publish_unreviewed").data["reason"] == "A recall of the product"


@pytest.mark.parametrize(
    "role",
    ["Contributors", "Editors", "Clinical reviewers", "Marketers", "Moderators", "Front desk", "Clinicians"],
)
def test_role_that_may_not_publish_without_a_sign_off(article, role):
    with pytest.raises(NotAllowed):
        unreviewed(article, person(role))


@pytest.mark.parametrize("role", ["Compliance", "Administrators"])
def test_role_that_may_publish_without_a_sign_off(article, role):
    assert unreviewed(article, person(role)).pk


def test_it_needs_a_reason(article):
    with pytest.raises(MissingReason):
        unreviewed(article, reason=" ")


def test_only_the_sign_off_is_waived(article):
    article.author = None
    article.save_revision(user=UserFactory())
    with pytest.raises(PublicationRefused) as refused:
        unreviewed(article)
    assert [problem.code for problem in refused.value.problems] == ["author-missing"]
    assert not UnreviewedPublication.objects.exists()


def test_signed_text_needs_no_leave(signed):
    with pytest.raises(NothingToKeep):
        unreviewed(signed)


def test_text_that_was_changed_meanwhile_is_not_published(article):
    article.refresh_from_db()
    shown = article.latest_revision
    article.save_revision(user=UserFactory())
    with pytest.raises(RevisionOutdated):
        publish_unreviewed(page=article, revision=shown, reason="Urgent", user=person("Compliance"))


def test_leave_is_for_one_publication(article):
    unreviewed(article)
    article.refresh_from_db()
    article.unpublish()
    article.refresh_from_db()
    with pytest.raises(PublicationRefused):
        article.latest_revision.publish(user=SuperuserFactory())


def test_leave_is_for_one_revision(article):
    unreviewed(article)
    article.refresh_from_db()
    again = article.save_revision(user=UserFactory())
    with pytest.raises(PublicationRefused):
        again.publish(user=SuperuserFactory())


def test_leave_says_when_it_was_used(article):
    assert UnreviewedPublication.objects.get(pk=unreviewed(article).pk).used_at


@pytest.fixture
def leave_on_the_schedule(article):
    """Published without a sign-off, to go live in an hour. Returns the page."""
    with time_machine.travel(NOON, tick=False):
        article.go_live_at = NOON + datetime.timedelta(hours=1)
        article.save_revision(user=UserFactory())
        unreviewed(article)
    article.refresh_from_db()
    return article


def test_leave_lasts_until_the_page_is_due(leave_on_the_schedule):
    assert UnreviewedPublication.objects.get().used_at is None
    with time_machine.travel(NOON + datetime.timedelta(hours=2), tick=False):
        publish_and_expire()
    leave_on_the_schedule.refresh_from_db()
    assert leave_on_the_schedule.live
    assert UnreviewedPublication.objects.get().used_at


def test_leave_ends_where_the_text_of_its_revision_is_written_over(leave_on_the_schedule):
    revision = leave_on_the_schedule.latest_revision
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "title": "Another text"})
    with time_machine.travel(NOON + datetime.timedelta(hours=2), tick=False):
        publish_and_expire()
    leave_on_the_schedule.refresh_from_db()
    assert not leave_on_the_schedule.live


def test_leave_is_for_one_text(article):
    unreviewed(article)
    article.title = "The next text"
    article.save_revision(user=UserFactory())
    assert codes(draft_of(article)) == ["review-missing"]
