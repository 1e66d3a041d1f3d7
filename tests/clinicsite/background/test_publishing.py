"""Pages that go live, or end, at a time an editor chose."""

import datetime
import logging
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision, Workflow
from wagtail.signals import page_published, page_unpublished

from clinicsite.background.jobs import registered_jobs
from clinicsite.background.publishing import NotEverythingPublished, publish_and_expire
from clinicsite.clinic.models import StandardPage
from tests.factories.pages import StandardPageFactory

pytestmark = pytest.mark.django_db

CLINIC_ZONE = ZoneInfo("America/Los_Angeles")
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def set_clock(monkeypatch):
    """Let Django's clock stand at a moment."""

    def stand_at(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return stand_at


def scheduled(go_live_at, **fields) -> StandardPage:
    """A draft that an editor has scheduled."""
    page = StandardPageFactory(live=False, **fields)
    page.go_live_at = go_live_at
    page.save_revision().publish()
    return page


def make_due(page, ago=MINUTE) -> StandardPage:
    """Let the scheduled time of a page's revision pass."""
    moment = timezone.now() - ago
    revision = Revision.objects.get(approved_go_live_at__isnull=False, object_id=str(page.pk))
    revision.content["go_live_at"] = moment.isoformat()
    revision.approved_go_live_at = moment
    revision.save()
    return page


def due_page(ago=MINUTE, **fields) -> StandardPage:
    return make_due(scheduled(timezone.now() + MINUTE, **fields), ago)


def expired_page(**fields) -> StandardPage:
    return StandardPageFactory(expire_at=timezone.now() - MINUTE, **fields)


def break_publishing_of(page):
    """Let whoever hears of this page's publication or end fail."""

    def fail(sender, instance, **kwargs):
        if instance.pk == page.pk:
            raise RuntimeError(f"cannot publish {instance.title}")

    page_published.connect(fail, weak=False)
    page_unpublished.connect(fail, weak=False)
    return fail


@pytest.fixture
def broken():
    """Make publishing and ending of given pages fail for one test."""
    receivers = []
    yield lambda page: receivers.append(break_publishing_of(page))
    for receiver in receivers:
        page_published.disconnect(receiver)
        page_unpublished.disconnect(receiver)


def is_live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_job_runs_every_minute():
    assert MINUTE in [job.every for job in registered_jobs() if job.run is publish_and_expire]


def test_page_goes_live_after_its_time(home):
    page = due_page()
    publish_and_expire()
    assert is_live(page)


def test_page_stays_a_draft_before_its_time(home):
    page = scheduled(timezone.now() + MINUTE)
    publish_and_expire()
    assert not is_live(page)


def test_published_page_has_no_unpublished_changes(home):
    page = due_page()
    publish_and_expire()
    assert not Page.objects.get(pk=page.pk).has_unpublished_changes


def test_published_page_leaves_the_schedule(home):
    due_page()
    publish_and_expire()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_page_ends_after_its_time(home):
    page = expired_page()
    publish_and_expire()
    ended = Page.objects.get(pk=page.pk)
    assert (ended.live, ended.expired) == (False, True)


def test_page_stays_before_its_end(home):
    page = StandardPageFactory(expire_at=timezone.now() + MINUTE)
    publish_and_expire()
    assert is_live(page)


def test_one_page_that_fails_does_not_stop_the_next(home, broken):
    failing, later = due_page(ago=2 * MINUTE), due_page()
    broken(failing)
    with pytest.raises(NotEverythingPublished):
        publish_and_expire()
    assert is_live(later)


def test_page_that_fails_is_left_as_it_was(home, broken):
    page = due_page()
    broken(page)
    with pytest.raises(NotEverythingPublished):
        publish_and_expire()
    assert not is_live(page)
    assert Revision.objects.filter(approved_go_live_at__isnull=False, object_id=str(page.pk)).exists()


def test_page_that_fails_to_end_does_not_keep_another_from_going_live(home, broken):
    ending, coming = expired_page(), due_page()
    broken(ending)
    with pytest.raises(NotEverythingPublished):
        publish_and_expire()
    assert (is_live(ending), is_live(coming)) == (True, True)


def test_failure_names_the_object_and_never_quotes_it(home, broken, caplog):
    page = due_page(title="Words of a draft")
    broken(page)
    with caplog.at_level(logging.ERROR), pytest.raises(NotEverythingPublished):
        publish_and_expire()
    assert "RuntimeError" in caplog.text
    assert "Words of a draft" not in caplog.text


def test_failed_page_goes_live_once_the_cause_is_gone(home):
    page = due_page()
    revisions = Revision.objects.filter(object_id=str(page.pk))
    content = revisions.get().content
    revisions.update(content={**content, "body": 7})
    with pytest.raises(NotEverythingPublished):
        publish_and_expire()
    revisions.update(content=content)
    publish_and_expire()
    assert is_live(page)


def test_publication_is_logged_as_scheduled(home):
    page = due_page()
    publish_and_expire()
    assert PageLogEntry.objects.filter(page=page, action="wagtail.publish.scheduled").exists()


def test_end_is_logged_as_scheduled(home):
    page = expired_page()
    publish_and_expire()
    assert PageLogEntry.objects.filter(page=page, action="wagtail.unpublish.scheduled").exists()


def test_others_hear_of_the_publication(home):
    heard = []
    page = due_page()

    def hear(sender, instance, **kwargs):
        heard.append((sender, instance.pk))

    page_published.connect(hear)
    publish_and_expire()
    assert heard == [(StandardPage, page.pk)]


def test_others_hear_of_the_end(home):
    heard = []
    page = expired_page()

    def hear(sender, instance, **kwargs):
        heard.append((sender, instance.pk))

    page_unpublished.connect(hear)
    publish_and_expire()
    assert heard == [(StandardPage, page.pk)]


def test_newer_draft_does_not_go_live_with_the_scheduled_one(home):
    page = scheduled(timezone.now() + MINUTE, title="Scheduled")
    page.title = "Newer draft"
    page.save_revision()
    make_due(page)
    publish_and_expire()
    assert Page.objects.get(pk=page.pk).title == "Scheduled"


def test_publication_ends_a_review_that_still_runs(home, superuser):
    """As Wagtail does it: what is public now needs no approval."""
    page = due_page()
    workflow = Workflow.objects.get()
    state = workflow.start(page, superuser)
    publish_and_expire()
    state.refresh_from_db()
    assert state.status == state.STATUS_CANCELLED


def test_draft_that_waits_for_approval_does_not_go_live(home, superuser):
    page = StandardPageFactory(live=False)
    page.go_live_at = timezone.now() - MINUTE
    page.save_revision()
    Workflow.objects.get().start(page, superuser)
    publish_and_expire()
    assert not is_live(page)


@pytest.mark.parametrize("fold", [0, 1])
def test_page_goes_live_in_the_hour_that_comes_twice_at_the_one_that_was_meant(home, set_clock, fold):
    """On 1 November 2026 the clock shows 1:30 twice in Los Angeles."""
    meant = datetime.datetime(2026, 11, 1, 1, 30, tzinfo=CLINIC_ZONE, fold=fold).astimezone(datetime.UTC)
    set_clock(meant - datetime.timedelta(days=1))
    page = scheduled(meant)
    set_clock(meant - MINUTE)
    publish_and_expire()
    was_early = is_live(page)
    set_clock(meant + MINUTE)
    publish_and_expire()
    assert (was_early, is_live(page)) == (False, True)


def test_page_goes_live_right_after_the_hour_that_is_left_out(home, set_clock):
    """On 14 March 2027 the clock goes from 1:59 to 3:00 in Los Angeles."""
    meant = datetime.datetime(2027, 3, 14, 3, 0, tzinfo=CLINIC_ZONE).astimezone(datetime.UTC)
    set_clock(meant - MINUTE)
    page = scheduled(meant)
    publish_and_expire()
    was_early = is_live(page)
    set_clock(meant + MINUTE)
    publish_and_expire()
    assert (was_early, is_live(page)) == (False, True)


@pytest.mark.parametrize("words", ["2027-03-14 02:30", "2026-11-01 01:30"])
def test_editor_is_told_that_a_time_of_the_clock_change_is_not_clear(home, superuser, set_clock, words):
    """One does not exist, the other comes twice: a guess would be an hour wrong."""
    set_clock(datetime.datetime(2026, 10, 1, tzinfo=datetime.UTC))
    form_class = StandardPage.get_edit_handler().get_form_class()
    fields = {"title": "About", "slug": "about", "body-count": "0", "go_live_at": words, "expire_at": ""}
    with timezone.override(CLINIC_ZONE):
        form = form_class(fields, instance=StandardPageFactory(), for_user=superuser)
        assert "go_live_at" in form.errors


def dates_of_the_newest_draft(page) -> tuple:
    """What the editor's form starts with."""
    latest = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    return latest.go_live_at, latest.expire_at


def test_time_that_was_kept_does_not_stand_in_the_next_draft(home):
    page = due_page()
    publish_and_expire()
    assert dates_of_the_newest_draft(page) == (None, None)


def test_page_that_ended_can_be_saved_as_a_draft_again(home):
    page = StandardPageFactory()
    page.expire_at = timezone.now() - MINUTE
    page.save_revision().publish()
    publish_and_expire()
    assert not is_live(page)
    assert dates_of_the_newest_draft(page) == (None, None)


def test_end_that_lies_ahead_stays(home):
    end = timezone.now().replace(microsecond=0) + datetime.timedelta(days=5)
    page = due_page(expire_at=end)
    publish_and_expire()
    assert dates_of_the_newest_draft(page) == (None, end)
    assert Page.objects.get(pk=page.pk).expire_at == end
