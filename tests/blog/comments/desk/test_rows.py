import pytest
from django.utils import timezone

from blog.comments.desk.rows import Row, for_rows, make_rows, record_of, version_of
from blog.comments.models import Comment, Commenter, CommentReport, CommentStatusChange
from tests.factories.comments import CommentFactory, ModeratorFactory

pytestmark = pytest.mark.django_db


def row_of(comment, user=None):
    return make_rows(for_rows(Comment.objects.filter(pk=comment.pk)), user or ModeratorFactory())[0]


def with_latest(comment, event):
    change = CommentStatusChange.objects.create(comment=comment, event=event, to_status=comment.status)
    Comment.objects.filter(pk=comment.pk).update(latest_change=change)
    return comment


def test_new_comment_is_new():
    assert row_of(CommentFactory()).state == "new"


@pytest.mark.parametrize(("event", "state"), [("resent", "again"), ("edit-sent", "changed"), ("sent", "new")])
def test_waiting_comment_says_why(event, state):
    assert row_of(with_latest(CommentFactory(), event)).state == state


def test_edit_of_a_public_comment_says_so():
    comment = CommentFactory(status="approved", edited_text="New.", waiting_since=timezone.now())
    assert row_of(comment).state == "edit"


def test_reported_comment_says_so():
    comment = CommentFactory(status="approved", waiting_since=timezone.now())
    CommentReport.objects.create(comment=comment, reason="wrong")
    assert row_of(comment).state == "reported"


def test_decided_comment_does_not_wait():
    assert row_of(CommentFactory(status="spam")).state == ""


def test_details_are_covered_in_the_text():
    comment = CommentFactory(text="Call 503-555-0123 now", judgement={"identifiers": [[5, 17, "phone"]]})
    row = row_of(comment)
    assert "".join(part.text for part in row.text) == "Call [phone hidden] now"
    assert row.has_hidden_details


def test_details_are_covered_in_the_reasons_of_other_labels():
    reasons = [{"label": "drug_sale", "explanation": "Sells", "words": "text 503-555-0123"}]
    judgement = {"identifiers": [[5, 17, "phone"]], "reasons": reasons}
    row = row_of(CommentFactory(text="text 503-555-0123 for some", judgement=judgement))
    assert [hit.words for hit in row.hits] == ["text [phone hidden]"]


def test_details_are_covered_in_what_an_edit_changes():
    comment = CommentFactory(
        status="approved",
        text="Call me.",
        edited_text="Call 503-555-0123.",
        waiting_since=timezone.now(),
        judgement={"identifiers": [[5, 17, "phone"]]},
    )
    assert "503" not in "".join(piece.text for piece in row_of(comment).changes)


@pytest.mark.parametrize(
    "judgement", [{}, {"reasons": [{}]}, {"reasons": None, "identifiers": None, "like": ["x", None]}]
)
def test_judgement_of_any_shape_is_no_fault(judgement):
    row = row_of(CommentFactory(judgement=judgement))
    assert (row.text[0].kind, row.like) == ("", [])


def test_comments_that_read_alike_are_linked():
    earlier = CommentFactory(status="spam")
    assert row_of(CommentFactory(judgement={"like": [earlier.pk, 999999]})).like == [earlier]


def test_version_changes_with_either_text():
    versions = {version_of(Comment(text=text, edited_text=edit)) for text, edit in [("a", ""), ("b", ""), ("a", "b")]}
    assert len(versions) == 3


def test_row_knows_its_neighbor():
    comments = CommentFactory.create_batch(3)
    rows = make_rows(Comment.objects.order_by("pk"), None)
    assert [row.next_id for row in rows] == [comments[1].pk, comments[2].pk, comments[1].pk]


def test_comment_in_a_crisis_is_not_answered_in_public():
    assert not Row(CommentFactory(labels="crisis"), None).may_be_answered
    assert Row(CommentFactory(), None).may_be_answered


def test_record_tells_what_became_of_the_writers_other_comments():
    commenter = Commenter.sealed("ana@example.org")
    commenter.save()
    comment = CommentFactory(commenter=commenter)
    CommentFactory(commenter=commenter, status="approved")
    CommentFactory(commenter=commenter, status="rejected")
    CommentFactory(status="approved")
    assert record_of(comment)["counts"] == [("Approved", "", 1), ("Rejected", "Off topic", 1)]


def test_comment_without_an_address_has_no_record():
    assert record_of(CommentFactory()) is None
