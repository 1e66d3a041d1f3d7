import datetime

import pytest
from django.utils import timezone

from blog.comments.actions.reports import REPORTS_AN_HOUR, close_reports, report_comment
from blog.comments.errors import CommentsClosed, DecisionNotPossible, NotAllowed, TooManyReports
from blog.comments.models import Comment, CommentReport, CommentsMode, CommentStatus, ReportReason, UrgentAlert
from blog.comments.triage.labels import EMERGENCY
from tests.factories.comments import CommentFactory
from tests.factories.pages import ArticlePageFactory
from tests.factories.users import UserFactory

ANA, BEN = "a" * 64, "b" * 64


@pytest.fixture
def report(article):
    """Reports a comment of the article."""

    def report(comment, sender=ANA, reason=ReportReason.ABUSE, note="", page=article):
        return report_comment(page=page, comment=comment, reason=reason, note=note, sender=sender)

    return report


def test_report_is_stored_with_its_reason_and_words(report, published):
    assert report(published, reason=ReportReason.DRUGS, note="It names a shop.")
    row = CommentReport.objects.get()
    assert (row.comment, row.reason, row.note, row.closed_at) == (published, "drugs", "It names a shop.", None)


def test_reported_comment_waits_for_a_moderator(report, published):
    report(published)
    assert list(Comment.objects.waiting()) == [published]


def test_reported_comment_stays_public(report, published):
    report(published)
    assert list(Comment.objects.public()) == [published]


def test_comment_that_waits_already_keeps_its_place(report, published):
    since = timezone.now() - datetime.timedelta(days=1)
    Comment.objects.filter(pk=published.pk).update(waiting_since=since)
    report(published)
    assert Comment.objects.get(pk=published.pk).waiting_since == since


def test_same_sender_reports_a_comment_once(report, published):
    report(published)
    assert not report(published, reason=ReportReason.SPAM)
    assert CommentReport.objects.count() == 1


def test_two_senders_report_the_same_comment(report, published):
    assert report(published)
    assert report(published, sender=BEN)


def test_danger_calls_whoever_is_on_the_rota(report, published):
    report(published, reason=ReportReason.DANGER)
    assert UrgentAlert.objects.get().comment == published


def test_danger_goes_to_the_front_of_the_desk(report, article, published):
    other = CommentFactory(page=article, lane="abuse", urgency=6)
    report(published, reason=ReportReason.DANGER)
    assert list(Comment.objects.waiting()) == [published, other]
    assert Comment.objects.get(pk=published.pk).lane == EMERGENCY


@pytest.mark.parametrize("reason", [reason for reason in ReportReason if reason != ReportReason.DANGER])
def test_other_reasons_call_nobody(report, published, reason):
    report(published, reason=reason)
    assert not UrgentAlert.objects.exists()


def test_flood_of_reports_has_to_wait(report, article):
    comments = [CommentFactory(page=article, status=CommentStatus.APPROVED) for _ in range(REPORTS_AN_HOUR + 1)]
    for comment in comments[:-1]:
        report(comment)
    with pytest.raises(TooManyReports):
        report(comments[-1])
    assert report(comments[-1], sender=BEN)


def test_danger_never_has_to_wait(report, article):
    comments = [CommentFactory(page=article, status=CommentStatus.APPROVED) for _ in range(REPORTS_AN_HOUR + 1)]
    for comment in comments[:-1]:
        report(comment)
    assert report(comments[-1], reason=ReportReason.DANGER)


@pytest.mark.parametrize("status", [status for status in CommentStatus if status != CommentStatus.APPROVED])
def test_comment_that_is_not_public_cannot_be_reported(report, article, status):
    with pytest.raises(DecisionNotPossible):
        report(CommentFactory(page=article, status=status))


def test_comment_of_another_page_cannot_be_reported(report):
    with pytest.raises(DecisionNotPossible):
        report(CommentFactory(page=ArticlePageFactory(), status=CommentStatus.APPROVED))


def test_page_that_hides_comments_takes_no_report(report, article, published):
    article.comments_mode = CommentsMode.HIDDEN
    with pytest.raises(CommentsClosed):
        report(published)


def test_moderator_closes_all_reports_of_a_comment(report, published, moderator):
    report(published), report(published, sender=BEN)
    assert close_reports(published, moderator) == 2
    assert not CommentReport.objects.filter(closed_at__isnull=True).exists()
    assert set(CommentReport.objects.values_list("closed_by", flat=True)) == {moderator.pk}


def test_closing_twice_closes_nothing_more(report, published, moderator):
    report(published)
    close_reports(published, moderator)
    assert close_reports(published, UserFactory(is_superuser=True)) == 0
    assert CommentReport.objects.get().closed_by == moderator


def test_nobody_else_closes_reports(report, published):
    report(published)
    with pytest.raises(NotAllowed):
        close_reports(published, UserFactory())
    assert CommentReport.objects.get().closed_at is None
