import pytest

from blog.comments.actions.own_comments import withdraw_own_comment
from blog.comments.actions.receipts import send_receipts
from blog.comments.models import Comment, Commenter
from clinicsite.background.models import OutgoingMail
from tests.factories.comments import CommentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(article):
    """A comment whose writer gave an address and has not heard yet."""
    writer = Commenter.sealed("name@example.org")
    writer.save()
    return CommentFactory(page=article, commenter=writer, receipt_due=True)


def test_mail_goes_to_the_address(comment):
    send_receipts()
    assert OutgoingMail.objects.get().recipient == "name@example.org"


def test_writer_hears_once(comment):
    send_receipts()
    assert send_receipts() == 0
    assert OutgoingMail.objects.count() == 1


def test_comment_without_the_mark_sends_nothing(comment):
    Comment.objects.update(receipt_due=False)
    assert send_receipts() == 0


def test_writer_who_took_it_back_meanwhile_hears_nothing(comment):
    withdraw_own_comment(comment=comment)
    send_receipts()
    assert not OutgoingMail.objects.exists()


def test_mark_comes_back_where_the_mail_could_not_be_made(comment, monkeypatch):
    def fail(comment, may_publish):
        raise RuntimeError

    monkeypatch.setattr("blog.comments.actions.receipts.comment_received", fail)
    with pytest.raises(RuntimeError):
        send_receipts()
    comment.refresh_from_db()
    assert comment.receipt_due
