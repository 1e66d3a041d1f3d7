import pytest
from wagtail.models import Site

from blog.comments.actions.votes import mark_helpful
from blog.comments.errors import CommentsClosed, DecisionNotPossible
from blog.comments.models import CommentsMode, CommentsSettings, CommentStatus, Discussion, HelpfulVote
from tests.factories.comments import CommentFactory
from tests.factories.pages import ArticlePageFactory

ANA, BEN = "a" * 64, "b" * 64


def count_of(comment):
    comment.refresh_from_db()
    return comment.helpful_count


def test_each_sender_counts(article, published):
    assert mark_helpful(page=article, comment=published, sender=ANA)
    assert mark_helpful(page=article, comment=published, sender=BEN)
    assert count_of(published) == 2


def test_same_sender_counts_once(article, published):
    mark_helpful(page=article, comment=published, sender=ANA)
    assert not mark_helpful(page=article, comment=published, sender=ANA)
    assert count_of(published) == 1


def test_sender_may_find_several_comments_helpful(article, published):
    other = CommentFactory(page=article, status=CommentStatus.APPROVED)
    mark_helpful(page=article, comment=published, sender=ANA)
    mark_helpful(page=article, comment=other, sender=ANA)
    assert (count_of(published), count_of(other)) == (1, 1)


def test_votes_of_one_sender_cannot_be_matched(article, published):
    other = CommentFactory(page=article, status=CommentStatus.APPROVED)
    mark_helpful(page=article, comment=published, sender=ANA)
    mark_helpful(page=article, comment=other, sender=ANA)
    digests = set(HelpfulVote.objects.values_list("voter_digest", flat=True))
    assert len(digests) == 2
    assert ANA not in digests


def test_readers_get_a_new_rendering_of_a_vote_only(article, published):
    before = Discussion.objects.state_of(article.pk).revision
    mark_helpful(page=article, comment=published, sender=ANA)
    after = Discussion.objects.state_of(article.pk).revision
    mark_helpful(page=article, comment=published, sender=ANA)
    assert before < after == Discussion.objects.state_of(article.pk).revision


@pytest.mark.parametrize("status", [status for status in CommentStatus if status != CommentStatus.APPROVED])
def test_comment_that_is_not_public_takes_no_vote(article, status):
    comment = CommentFactory(page=article, status=status)
    with pytest.raises(DecisionNotPossible):
        mark_helpful(page=article, comment=comment, sender=ANA)
    assert count_of(comment) == 0


def test_comment_removed_meanwhile_takes_no_vote(article, published):
    type(published).objects.filter(pk=published.pk).update(status=CommentStatus.SPAM)
    with pytest.raises(DecisionNotPossible):
        mark_helpful(page=article, comment=published, sender=ANA)
    assert not HelpfulVote.objects.exists()


def test_comment_of_another_page_takes_no_vote(article):
    comment = CommentFactory(page=ArticlePageFactory(), status=CommentStatus.APPROVED)
    with pytest.raises(DecisionNotPossible):
        mark_helpful(page=article, comment=comment, sender=ANA)


def test_site_without_votes_takes_none(article, published):
    CommentsSettings.objects.create(site=Site.objects.get(), has_votes=False)
    with pytest.raises(CommentsClosed):
        mark_helpful(page=article, comment=published, sender=ANA)


def test_page_that_hides_comments_takes_no_vote(article, published):
    article.comments_mode = CommentsMode.HIDDEN
    with pytest.raises(CommentsClosed):
        mark_helpful(page=article, comment=published, sender=ANA)


def test_read_only_page_takes_votes(article, published):
    article.comments_mode = CommentsMode.READ_ONLY
    assert mark_helpful(page=article, comment=published, sender=ANA)
