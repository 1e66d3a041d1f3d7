import pytest
from wagtail.log_actions import registry as log_registry

from blog.comments.actions.redaction import has_open_details, keep_details, redact_comment, reveal_comment
from blog.comments.errors import NotAllowed, TextChanged
from blog.comments.models import ChangeEvent, Comment, CommentStatus, CommentStatusChange, Discussion, UndoStep
from tests.factories.comments import CommentFactory
from tests.factories.users import UserFactory

TEXT = "Call me on 555-0134, I felt sick after it."


@pytest.fixture
def comment(article):
    judgement = {"spam_score": 0.1, "reasons": [{"label": "adverse_event", "words": "555-0134"}]}
    judgement["identifiers"] = [[11, 19, "phone"]]
    return CommentFactory(page=article, text=TEXT, labels="pii", lane="pii", judgement=judgement)


def stored(comment):
    return Comment.objects.get(pk=comment.pk)


def test_the_detail_is_overwritten(comment, moderator):
    redact_comment(comment=comment, moderator=moderator)
    assert stored(comment).text == "Call me on [removed], I felt sick after it."


def test_no_copy_of_the_detail_is_kept_anywhere(comment, moderator):
    UndoStep.objects.create(
        comment=comment, change=CommentStatusChange.objects.create(comment=comment, to_status="pending"),
        values_sealed=UndoStep.sealed({"text": TEXT}),
    )  # fmt: skip
    redact_comment(comment=comment, moderator=moderator)
    logged = str([(entry.label, entry.data) for entry in log_registry.get_logs_for_instance(comment)])
    assert "555-0134" not in str(Comment.objects.filter(pk=comment.pk).values()) + logged
    assert not UndoStep.objects.exists()


def test_what_is_left_is_judged_again(comment, moderator):
    redact_comment(comment=comment, moderator=moderator)
    assert stored(comment).judgement["identifiers"] == []
    assert "pii" not in stored(comment).labels


def test_the_history_says_that_something_was_removed(comment, moderator):
    redact_comment(comment=comment, moderator=moderator)
    change = comment.status_changes.get()
    assert (change.event, change.by) == (ChangeEvent.REDACTED, moderator)


def test_chosen_spans_count_instead_of_those_found(comment, moderator):
    redact_comment(comment=comment, moderator=moderator, spans=[(0, 4)])
    assert stored(comment).text.startswith("[removed] me on 555-0134")


def test_spans_out_of_range_remove_nothing(comment, moderator):
    redact_comment(comment=comment, moderator=moderator, spans=[(900, 950), (5, 2)])
    assert stored(comment).text == TEXT


def test_without_details_nothing_happens(published, moderator):
    redact_comment(comment=published, moderator=moderator)
    assert not published.status_changes.exists()


def test_an_edit_that_waits_is_what_is_redacted(comment, moderator):
    Comment.objects.filter(pk=comment.pk).update(text="As it was.", edited_text=TEXT)
    redact_comment(comment=stored(comment), moderator=moderator)
    assert stored(comment).text == "As it was."
    assert "555-0134" not in stored(comment).edited_text


def test_a_text_that_has_changed_meanwhile_is_left_alone(comment, moderator):
    Comment.objects.filter(pk=comment.pk).update(text="Something else altogether, longer than before.")
    with pytest.raises(TextChanged):
        redact_comment(comment=comment, moderator=moderator)
    assert not comment.status_changes.exists()


def test_a_text_at_the_limit_stays_within_it(article, moderator):
    text = "a@b.co " * 428
    spans = [(place * 7, place * 7 + 6, "email") for place in range(428)]
    comment = CommentFactory(page=article, text=text)
    redact_comment(comment=comment, moderator=moderator, spans=spans)
    assert "@" not in stored(comment).text


def test_readers_see_a_redaction_of_a_public_comment_at_once(comment, moderator):
    Comment.objects.filter(pk=comment.pk).update(status=CommentStatus.APPROVED, published_at=comment.created_at)
    before = Discussion.objects.state_of(comment.page_id)[0]
    redact_comment(comment=stored(comment), moderator=moderator)
    assert Discussion.objects.state_of(comment.page_id)[0] > before


@pytest.mark.parametrize("verb", [redact_comment, reveal_comment, keep_details])
def test_only_moderators_may(comment, verb):
    with pytest.raises(NotAllowed):
        verb(comment=comment, moderator=UserFactory())


def test_revealing_shows_the_original_and_logs_who_looked_but_not_at_what(comment, moderator):
    assert reveal_comment(comment=comment, moderator=moderator) == TEXT
    entry = log_registry.get_logs_for_instance(comment).get()
    assert (entry.action, entry.user) == ("comments.reveal", moderator)
    assert "555" not in str(entry.data) + entry.label


def test_details_are_open_until_somebody_says_that_they_may_stay(comment, moderator):
    assert has_open_details(comment)
    keep_details(comment=comment, moderator=moderator)
    assert not has_open_details(stored(comment))


def test_who_let_details_stay_is_on_record(comment, moderator):
    keep_details(comment=comment, moderator=moderator)
    entry = log_registry.get_logs_for_instance(comment).get()
    assert (entry.action, entry.user) == ("comments.keep_details", moderator)
