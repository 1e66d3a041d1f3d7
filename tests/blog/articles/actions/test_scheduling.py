"""The parts of a series at their times."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from blog.articles.actions import schedule_series
from blog.articles.errors import SeriesNotScheduled
from blog.articles.models import ArticlePage
from clinicsite.background.publishing import publish_and_expire
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import SeriesPageFactory, story
from tests.factories.review import make_ready_article, sign_off
from tests.factories.users import person_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(home):
    return person_in("Editors")


@pytest.fixture
def series(home):
    return SeriesPageFactory()


def part(series, **fields):
    """A draft that is complete and signed."""
    page = make_ready_article(parent=series, **fields)
    sign_off(page)
    return ArticlePage.objects.get(pk=page.pk)


def in_days(days):
    return timezone.now() + datetime.timedelta(days=days)


def scheduled() -> dict[int, datetime.datetime]:
    revisions = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return {int(revision.object_id): revision.approved_go_live_at for revision in revisions}


def refusals(times, user) -> list[tuple[str, str]]:
    with pytest.raises(SeriesNotScheduled) as caught:
        schedule_series(times=times, user=user)
    assert scheduled() == {}
    return [(refusal.page.title, refusal.reason) for refusal in caught.value.refusals]


def test_each_part_gets_its_time(editor, series):
    first, second, soon, later = part(series), part(series), in_days(1), in_days(8)
    schedule_series(times=[(first, soon), (second, later)], user=editor)
    assert scheduled() == {first.pk: soon, second.pk: later}


def test_scheduled_part_is_not_live_yet(editor, series):
    page = part(series)
    schedule_series(times=[(page, in_days(1))], user=editor)
    assert not ArticlePage.objects.get(pk=page.pk).live


def test_newest_words_go_live_at_the_time(editor, series, monkeypatch):
    page = part(series)
    page.interests = "Newest words."
    page.save_revision(user=editor)
    schedule_series(times=[(page, in_days(1))], user=editor)
    tomorrow = in_days(2)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    publish_and_expire()
    published = ArticlePage.objects.get(pk=page.pk)
    assert (published.live, published.interests) == (True, "Newest words.")


def test_part_without_a_sign_off_is_refused(editor, series):
    page = make_ready_article(parent=series)
    ((_title, reason),) = refusals([(page, in_days(1))], editor)
    assert reason == "No medical reviewer has signed this text off."


def test_log_says_who_scheduled(editor, series):
    page = part(series)
    schedule_series(times=[(page, in_days(1))], user=editor)
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.schedule", user=editor).exists()


def test_part_can_be_given_another_time(editor, series):
    page, later = part(series), in_days(5)
    schedule_series(times=[(page, in_days(1))], user=editor)
    schedule_series(times=[(ArticlePage.objects.get(pk=page.pk), later)], user=editor)
    assert scheduled() == {page.pk: later}


def test_one_incomplete_part_keeps_all_from_being_scheduled(editor, series):
    good, bad = part(series), part(series, title="Bad")
    bad.summary = ""
    bad.save_revision(clean=False)
    refused = refusals([(good, in_days(1)), (bad, in_days(2))], editor)
    assert ("Bad", "Summary: This field cannot be blank.") in refused
    assert {title for title, _reason in refused} == {"Bad"}


def test_empty_section_is_named_by_its_place(editor, series):
    bad = part(series, title="Article", body=story(("heading", {"text": "Why"}), ("text", "")))
    assert ("Article", "Section 2 (Text) is not complete. This field is required.") in refusals(
        [(bad, in_days(1))], editor
    )


def test_citation_of_nothing_is_refused(editor, series):
    reference = ReferenceFactory()
    bad = part(series, title="Article", body=story(("text", f"<p>It fades{citation(reference)}</p>")))
    reference.delete()
    assert ("Article", "Text: a citation leads to no reference. Choose it again.") in refusals(
        [(bad, in_days(1))], editor
    )


def test_time_that_has_passed_is_refused(editor, series):
    ((_title, reason),) = refusals([(part(series), in_days(-1))], editor)
    assert reason == "The time has passed."


def test_part_that_would_end_before_it_begins_is_refused(editor, series):
    ((_title, reason),) = refusals([(part(series, expire_at=in_days(1)), in_days(2))], editor)
    assert reason.startswith("It would end before it begins")


def test_published_part_is_refused(editor, series):
    ((_title, reason),) = refusals([(part(series, live=True), in_days(1))], editor)
    assert reason == "It is published already."


def test_part_locked_by_somebody_else_is_refused(editor, series):
    page = part(series, locked=True, locked_by=person_in("Editors"), locked_at=timezone.now())
    ((_title, reason),) = refusals([(page, in_days(1))], editor)
    assert reason == "Somebody has locked it."


def test_contributor_may_not_schedule(series):
    ((_title, reason),) = refusals([(part(series), in_days(1))], person_in("Contributors"))
    assert reason == "Your account may not publish it."


def test_part_that_was_deleted_meanwhile_is_named(editor, series):
    page = part(series, title="Gone")
    ArticlePage.objects.get(pk=page.pk).delete()
    assert refusals([(page, in_days(1))], editor) == [("Gone", "It is gone.")]
