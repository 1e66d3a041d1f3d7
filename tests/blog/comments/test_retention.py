import datetime

import pytest
from django.utils import timezone
from wagtail.models import Site

from blog.comments.models import (
    AdverseEventReport,
    BlockedSender,
    Comment,
    Commenter,
    CommentReport,
    CommentsSettings,
    CommentStatus,
    ErasureRecord,
    HelpfulVote,
    UrgentAlert,
)
from blog.comments.retention import purge_comments
from blog.comments.search_index import find_comments, index_comments
from clinicsite.background.jobs import registered_jobs
from tests.factories.commenters import make_commenter
from tests.factories.comments import CommentFactory

pytestmark = pytest.mark.django_db
PENDING, APPROVED, REJECTED = CommentStatus.PENDING, CommentStatus.APPROVED, CommentStatus.REJECTED
SPAM, REMOVED = CommentStatus.SPAM, CommentStatus.REMOVED


def ago(days):
    return timezone.now() - datetime.timedelta(days=days)


def old_comment(article, status, days, **values):
    """A comment that has stood in its state for so many days."""
    values.setdefault("waiting_since", ago(days) if status == PENDING else None)
    comment = CommentFactory(page=article, status=status, created_at=ago(days), **values)
    comment.status_changes.create(to_status=status, at=ago(days), by_name="Hannah")
    return comment


def is_there(comment):
    return Comment.objects.filter(pk=comment.pk).exists()


@pytest.mark.parametrize(("status", "days"), [(PENDING, 90), (REJECTED, 30), (REMOVED, 30), (SPAM, 7)])
def test_comment_goes_when_its_time_is_over_and_not_before(article, status, days):
    old, young = old_comment(article, status, days + 1), old_comment(article, status, days - 1)
    purge_comments()
    assert not is_there(old)
    assert is_there(young)


def test_time_is_counted_from_the_decision(article):
    comment = old_comment(article, REJECTED, 100)
    comment.status_changes.create(to_status=REJECTED, at=ago(2), by_name="Hannah")
    purge_comments()
    assert is_there(comment)


def test_public_comments_stay_for_good(article):
    comment = old_comment(article, APPROVED, 5000)
    purge_comments()
    comment.refresh_from_db()
    assert comment.is_public
    assert comment.text


@pytest.mark.parametrize(
    ("status", "name"), [(PENDING, "pending_days"), (REJECTED, "refused_days"), (SPAM, "spam_days")]
)
def test_zero_days_keep(article, status, name):
    CommentsSettings.objects.create(site=Site.objects.get(is_default_site=True), **{name: 0})
    comment = old_comment(article, status, 3000)
    purge_comments()
    assert is_there(comment)


def test_days_are_settings(article):
    CommentsSettings.objects.create(site=Site.objects.get(is_default_site=True), refused_days=3)
    comment = old_comment(article, REJECTED, 4)
    purge_comments()
    assert not is_there(comment)


def test_comment_of_a_deleted_page_goes_too(article):
    CommentsSettings.objects.create(site=Site.objects.get(is_default_site=True), refused_days=3)
    comment = old_comment(article, REJECTED, 4)
    Comment.objects.filter(pk=comment.pk).update(page=None)
    purge_comments()
    assert not is_there(comment)


@pytest.mark.parametrize("status", [REMOVED, SPAM])
def test_comment_with_replies_leaves_its_place_and_no_word(article, status):
    comment = old_comment(
        article, status, 60, was_public=True, published_at=ago(60), text="Quokka.", author_name="Quokka"
    )
    CommentFactory(page=article, parent=comment, status=APPROVED)
    purge_comments()
    row = Comment.objects.filter(pk=comment.pk).values().get()
    assert "quokka" not in str(row).lower()
    assert row["status"] == status


def test_open_alert_keeps_its_comment_whatever_the_time(article):
    comment = old_comment(article, REJECTED, 3000)
    UrgentAlert.objects.create(comment=comment, label="crisis")
    waiting = old_comment(article, PENDING, 3000)
    UrgentAlert.objects.create(comment=waiting, label="crisis")
    purge_comments()
    comment.refresh_from_db()
    assert comment.text
    assert is_there(waiting)


def test_closed_alert_keeps_its_comment_for_the_same_time_again(article):
    recent, old = old_comment(article, REJECTED, 300), old_comment(article, REJECTED, 300)
    UrgentAlert.objects.create(comment=recent, label="crisis", closed_at=ago(5))
    UrgentAlert.objects.create(comment=old, label="crisis", closed_at=ago(40))
    purge_comments()
    assert is_there(recent)
    assert not is_there(old)


def test_report_of_harm_outlives_its_comment(article):
    report = AdverseEventReport.objects.create(comment=old_comment(article, REJECTED, 60), event="Nausea.")
    purge_comments()
    report.refresh_from_db()
    assert report.event == "Nausea."


def test_search_words_go_with_the_comment(article):
    comment = old_comment(article, SPAM, 8, text="Quokka.")
    index_comments([comment.pk])
    purge_comments()
    assert find_comments("quokka") == []


def test_votes_and_senders_are_forgotten_after_a_day(article):
    comment = CommentFactory(page=article, status=APPROVED, created_at=ago(2), sender_digest="d" * 64)
    fresh = CommentFactory(page=article, status=APPROVED, sender_digest="d" * 64)
    for when, digest in ((ago(2), "a"), (timezone.now(), "b")):
        HelpfulVote.objects.create(comment=comment, voter_digest=digest, created_at=when)
        BlockedSender.objects.create(sender_digest=digest, created_at=when)
        CommentReport.objects.create(comment=comment, reason="spam", reporter_digest=digest, created_at=when)
    purge_comments()
    assert [vote.voter_digest for vote in HelpfulVote.objects.all()] == ["b"]
    assert [sender.sender_digest for sender in BlockedSender.objects.all()] == ["b"]
    assert sorted(CommentReport.objects.values_list("reporter_digest", flat=True)) == ["", "b"]
    comment.refresh_from_db()
    fresh.refresh_from_db()
    assert (comment.sender_digest, fresh.sender_digest) == ("", "d" * 64)


def test_votes_stay_counted(article):
    comment = CommentFactory(page=article, status=APPROVED, helpful_count=4)
    HelpfulVote.objects.create(comment=comment, voter_digest="a", created_at=ago(2))
    purge_comments()
    comment.refresh_from_db()
    assert comment.helpful_count == 4


@pytest.mark.parametrize(("closed", "days", "left"), [(True, 91, ""), (True, 89, "Words."), (False, 91, "Words.")])
def test_words_of_closed_reports_go_after_90_days(published, closed, days, left):
    report = CommentReport.objects.create(
        comment=published, reason="abuse", note="Words.", created_at=ago(days), closed_at=ago(1) if closed else None
    )
    purge_comments()
    report.refresh_from_db()
    assert report.note == left


def test_address_goes_a_year_after_the_last_comment_and_the_comment_stays(article):
    old, young = make_commenter("old@example.org"), make_commenter("young@example.org")
    kept = CommentFactory(page=article, status=APPROVED, commenter=old, created_at=ago(366))
    CommentFactory(page=article, status=APPROVED, commenter=young, created_at=ago(364))
    purge_comments()
    assert list(Commenter.objects.all()) == [young]
    kept.refresh_from_db()
    assert kept.is_public
    assert kept.commenter is None


def test_address_without_any_comment_left_goes(db):
    make_commenter(created_at=ago(8))
    make_commenter("fresh@example.org")
    purge_comments()
    assert Commenter.objects.count() == 1


@pytest.mark.parametrize("wish", ["blocked_at", "mail_stopped_at"])
def test_digest_stays_where_somebody_is_kept_out_or_wants_silence(db, wish):
    make_commenter(created_at=ago(8), **{wish: ago(8)})
    purge_comments()
    left = Commenter.objects.with_address("reader@example.org").get()
    assert left.address_sealed == ""
    assert getattr(left, wish)


def test_dry_run_counts_and_writes_nothing(article):
    old_comment(article, REJECTED, 60)
    HelpfulVote.objects.create(comment=CommentFactory(page=article), voter_digest="a", created_at=ago(2))
    make_commenter(created_at=ago(8))
    counts = purge_comments(is_dry=True)
    assert (counts["comments"], counts["votes"], counts["addresses"]) == (1, 1, 1)
    assert (Comment.objects.count(), HelpfulVote.objects.count(), Commenter.objects.count()) == (2, 1, 1)
    assert not ErasureRecord.objects.exists()


def test_dry_run_counts_what_a_run_then_erases(article):
    for status in (REJECTED, SPAM, PENDING, REMOVED):
        old_comment(article, status, 100)
    counts = purge_comments(is_dry=True)
    assert purge_comments()["comments"] == counts["comments"] == 4


def test_record_is_kept_of_what_was_erased(article):
    old_comment(article, SPAM, 8)
    purge_comments()
    record = ErasureRecord.objects.get()
    assert (record.cause, record.counts["comments"]) == (ErasureRecord.Cause.RETENTION, 1)


def test_second_run_finds_nothing(article):
    old_comment(article, SPAM, 8)
    purge_comments()
    assert not any(purge_comments().values())


def test_job_runs_once_a_day():
    job = next(job for job in registered_jobs() if job.run is purge_comments)
    assert job.every == datetime.timedelta(days=1)
