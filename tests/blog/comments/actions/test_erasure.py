import json

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from blog.comments.actions.decisions import reject_comment
from blog.comments.actions.erasure import counts_of, erase_commenter, export_commenter
from blog.comments.errors import NotAllowed
from blog.comments.models import (
    AdverseEventReport,
    Comment,
    Commenter,
    CommentNote,
    CommentReport,
    CommentStatus,
    ErasureRecord,
    RefusalReason,
)
from blog.comments.notifications import comment_received
from blog.comments.search_index import find_comments, index_comments
from clinicsite.background.models import OutgoingMail
from tests.factories.commenters import make_commenter
from tests.factories.comments import CommentFactory

pytestmark = pytest.mark.django_db
OWN = ErasureRecord.Cause.OWN_REQUEST
STAFF = ErasureRecord.Cause.STAFF
ADDRESS = "quokka@example.org"
EVERY = list(CommentStatus)


@pytest.fixture
def writer():
    return make_commenter(ADDRESS)


def write(article, writer, status=CommentStatus.PENDING, **values):
    values = {"author_name": "Quokka Smith", "text": "Quokka words.", **values}
    return CommentFactory(page=article, commenter=writer, status=status, **values)


@pytest.mark.parametrize("status", EVERY)
def test_comment_of_any_state_loses_words_name_and_address(article, writer, status):
    comment = write(article, writer, status)
    erase_commenter(commenter=writer, cause=OWN)
    row = Comment.objects.filter(pk=comment.pk).values().get()
    assert "quokka" not in str(row).lower()
    assert (row["commenter_id"], row["status"]) == (None, CommentStatus.WITHDRAWN)


def test_address_is_gone(writer):
    erase_commenter(commenter=writer, cause=OWN)
    assert not Commenter.objects.exists()


def test_replies_of_others_stay(article, writer):
    mine = write(article, writer, CommentStatus.APPROVED)
    reply = CommentFactory(page=article, parent=mine, status=CommentStatus.APPROVED, text="Agreed.")
    erase_commenter(commenter=writer, cause=OWN)
    reply.refresh_from_db()
    assert (reply.text, reply.is_public) == ("Agreed.", True)


def test_comments_of_other_addresses_stay(article, writer):
    other = write(article, make_commenter("other@example.org"), text="Mine.")
    erase_commenter(commenter=writer, cause=OWN)
    other.refresh_from_db()
    assert other.text == "Mine."


def test_erased_comment_is_off_the_page(client, article, writer):
    write(article, writer, CommentStatus.APPROVED)
    assert "Quokka words" in client.get(article.url).content.decode()
    erase_commenter(commenter=writer, cause=OWN)
    assert "Quokka" not in client.get(article.url).content.decode()


def test_waiting_mail_goes_with_the_address(article, writer):
    comment_received(write(article, writer))
    assert OutgoingMail.objects.count() == 1
    record = erase_commenter(commenter=writer, cause=OWN)
    assert OutgoingMail.objects.count() == 0
    assert record.counts["mails"] == 1


def test_mail_to_others_stays(article, writer):
    other = make_commenter("other@example.org")
    comment_received(write(article, other))
    erase_commenter(commenter=writer, cause=OWN)
    assert [mail.recipient for mail in OutgoingMail.objects.all()] == ["other@example.org"]


def test_notes_and_words_of_reports_go(article, writer, moderator):
    comment = write(article, writer, CommentStatus.APPROVED)
    CommentNote.objects.create(comment=comment, by=moderator, by_name="H", text="Quokka again.")
    CommentReport.objects.create(comment=comment, reason="abuse", note="Calls me a quokka.")
    erase_commenter(commenter=writer, cause=OWN)
    assert not CommentNote.objects.exists()
    assert CommentReport.objects.get().note == ""


def test_search_words_go_at_once(article, writer):
    index_comments([write(article, writer).pk])
    erase_commenter(commenter=writer, cause=OWN)
    assert find_comments("quokka") == []


def test_who_decided_what_stays(article, writer, moderator):
    comment = write(article, writer)
    reject_comment(comment=comment, moderator=moderator, reason=RefusalReason.ABUSE)
    erase_commenter(commenter=writer, cause=OWN)
    assert comment.status_changes.filter(reason=RefusalReason.ABUSE, by=moderator).exists()


def test_report_of_harm_stays(article, writer):
    AdverseEventReport.objects.create(comment=write(article, writer), product="A product", event="Nausea.")
    erase_commenter(commenter=writer, cause=OWN)
    assert AdverseEventReport.objects.get().event == "Nausea."


def test_record_counts_and_names_nobody(article, writer):
    write(article, writer)
    write(article, writer)
    record = erase_commenter(commenter=writer, cause=OWN)
    assert record.counts == {"addresses": 1, "comments": 2, "mails": 0, "notes": 0}
    assert "quokka" not in str(ErasureRecord.objects.values().get()).lower()


def test_log_holds_no_address(article, writer, superuser):
    write(article, writer)
    export_commenter(commenter=writer, by=superuser)
    erase_commenter(commenter=writer, cause=STAFF, by=superuser)
    entries = list(ModelLogEntry.objects.filter(action__startswith="comments.commenter_").values())
    assert len(entries) == 2
    assert "quokka" not in str(entries).lower()


def test_blocked_address_keeps_its_block_and_nothing_readable(writer):
    Commenter.objects.filter(pk=writer.pk).update(blocked_at=timezone.now())
    writer.refresh_from_db()
    erase_commenter(commenter=writer, cause=OWN)
    left = Commenter.objects.with_address(ADDRESS).get()
    assert left.blocked_at
    assert left.address_sealed == ""


def test_staff_needs_the_right_to_erase(article, writer, moderator):
    comment = write(article, writer)
    for person in (moderator, None):
        with pytest.raises(NotAllowed):
            erase_commenter(commenter=writer, cause=STAFF, by=person)
    comment.refresh_from_db()
    assert comment.text


def test_staff_needs_the_right_to_export(writer, moderator):
    with pytest.raises(NotAllowed):
        export_commenter(commenter=writer, by=moderator)


def test_export_holds_everything_of_the_address_and_nothing_of_others(article, writer, moderator):
    comment = write(article, writer)
    write(article, make_commenter("other@example.org"), text="Somebody else's.")
    CommentNote.objects.create(comment=comment, by=moderator, by_name="Hannah L.", text="A secret note.")
    comment_received(comment)
    exported = json.dumps(export_commenter(commenter=writer))
    for word in (ADDRESS, "Quokka words.", "Quokka Smith", "comment-received"):
        assert word in exported
    for word in ("Somebody else's", "secret note", "Hannah"):
        assert word not in exported


def test_counts(article, writer):
    write(article, writer, CommentStatus.APPROVED)
    comment_received(write(article, writer))
    assert counts_of(writer) == {"comments": 2, "public": 1, "waiting": 1, "mails": 1}
