import pytest
from django.contrib.messages import get_messages

from blog.comments.actions.decisions import approve_comment
from blog.comments.models import Comment, CommentStatus, RefusalReason
from tests.factories.comments import CommentFactory, ModeratorFactory, UrgentAlertFactory


@pytest.fixture
def waiting(article):
    return CommentFactory.create_batch(3, page=article)


def address(action, comments, extra=""):
    return f"/admin/bulk/comments/comment/{action}/?" + "&".join(f"id={comment.pk}" for comment in comments) + extra


def seen(comments):
    return {f"seen-{comment.pk}": comment.status for comment in comments}


def states():
    return list(Comment.objects.order_by("pk").values_list("status", flat=True))


def told(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [("approve", {}, "approved"), ("refuse", {"reason": "dose"}, "rejected"), ("spam", {}, "spam")],
)
def test_selected_comments_are_decided(moderator_client, waiting, action, fields, status):
    response = moderator_client.post(address(action, waiting[:2]), fields | seen(waiting))
    assert states() == [status, status, "pending"]
    assert told(response).strip() == "Done for 2 comments."


def test_each_decision_has_its_row_of_history(moderator_client, moderator, waiting):
    moderator_client.post(address("approve", waiting), seen(waiting))
    assert [comment.latest_change.by for comment in Comment.objects.all()] == [moderator] * 3


def test_refusal_of_many_carries_one_reason(moderator_client, waiting):
    moderator_client.post(address("refuse", waiting), {"reason": "dose"} | seen(waiting))
    assert set(Comment.objects.values_list("refusal_reason", flat=True)) == {RefusalReason.DOSE}


def test_refusal_without_a_reason_is_asked_again(moderator_client, waiting):
    response = moderator_client.post(address("refuse", waiting), {"reason": ""} | seen(waiting))
    assert response.status_code == 200
    assert states() == ["pending"] * 3


def test_public_comments_among_the_refused_are_removed(moderator_client, waiting, published):
    moderator_client.post(
        address("refuse", [waiting[0], published]), {"reason": "abuse"} | seen([waiting[0], published])
    )
    published.refresh_from_db()
    assert published.status == CommentStatus.REMOVED


def test_comment_decided_meanwhile_stops_no_other(moderator_client, waiting):
    approve_comment(comment=waiting[0], moderator=ModeratorFactory())
    fields = {f"seen-{comment.pk}": "pending" for comment in waiting}
    response = moderator_client.post(address("spam", waiting), fields)
    assert states() == ["approved", "spam", "spam"]
    assert f"{waiting[0].author_name} ({waiting[0].pk}): " in told(response)
    assert "has decided already" in told(response)
    assert "Done for 2 comments." in told(response)


def test_comment_in_a_wrong_state_stops_no_other(moderator_client, waiting):
    Comment.objects.filter(pk=waiting[0].pk).update(status=CommentStatus.WITHDRAWN)
    fields = seen(waiting) | {f"seen-{waiting[0].pk}": "withdrawn"}
    response = moderator_client.post(address("approve", waiting), fields)
    assert states() == ["withdrawn", "approved", "approved"]
    assert f"{waiting[0].author_name} ({waiting[0].pk}): This cannot be done" in told(response)


def test_unknown_state_counts_as_waiting(moderator_client, waiting):
    moderator_client.post(address("approve", waiting[:1]), {f"seen-{waiting[0].pk}": "nonsense"})
    assert states()[0] == CommentStatus.APPROVED


def test_comment_that_is_gone_stops_no_other(moderator_client, waiting):
    gone = waiting[0]
    url = address("approve", waiting)
    gone.delete()
    response = moderator_client.post(url, seen(waiting[1:]))
    assert states() == ["approved", "approved"]
    assert "1 comment is gone." in told(response)


@pytest.mark.parametrize("query", ["id=99999", "id=abc", "id=", "", "id=all", "id=%00", "id=" + "9" * 30, "id=²"])
def test_address_that_names_no_comment_decides_nothing(moderator_client, waiting, query):
    url = f"/admin/bulk/comments/comment/approve/?{query}"
    assert moderator_client.get(url).status_code == 200
    assert moderator_client.post(url).status_code == 302
    assert states() == ["pending"] * 3


def test_question_shows_what_will_be_decided(moderator_client, waiting):
    html = moderator_client.get(address("approve", waiting[:2])).content.decode()
    assert [comment.text in html for comment in waiting] == [True, True, False]


def test_question_decides_nothing(moderator_client, waiting):
    moderator_client.get(address("approve", waiting))
    assert states() == ["pending"] * 3


def test_markup_of_readers_is_text_in_the_question(moderator_client, article):
    comment = CommentFactory(page=article, author_name="<img src=x onerror=alert(1)>", text="<script>alert(1)</script>")
    html = moderator_client.get(address("spam", [comment])).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_comment_changed_by_its_writer_is_left_and_named(moderator_client, waiting):
    fields = seen(waiting) | {f"version-{waiting[0].pk}": "what the screen showed"}
    response = moderator_client.post(address("approve", waiting), fields)
    assert states() == ["pending", "approved", "approved"]
    assert f"{waiting[0].author_name} ({waiting[0].pk}): Its writer has changed" in told(response)


@pytest.mark.parametrize(
    "changes",
    [
        {"labels": "crisis", "lane": "crisis", "urgency": 0},
        {"judgement": {"identifiers": [[0, 4, "own_name"]]}},
    ],
)
def test_what_needs_a_word_of_its_own_is_not_approved_with_others(moderator_client, waiting, changes):
    Comment.objects.filter(pk=waiting[0].pk).update(**changes)
    moderator_client.post(address("approve", waiting), seen(waiting))
    assert states() == ["pending", "approved", "approved"]


def test_identifying_details_are_covered_in_the_question(moderator_client, article):
    comment = CommentFactory(page=article, text="Call 503-555-0123", judgement={"identifiers": [[5, 17, "phone"]]})
    html = moderator_client.get(address("spam", [comment])).content.decode()
    assert "503-555-0123" not in html
    assert "[phone hidden]" in html


@pytest.mark.parametrize(("action", "fields"), [("approve", {}), ("refuse", {"reason": "dose"}), ("spam", {})])
def test_bulk_decision_leaves_a_comment_with_an_open_alert_and_says_so(moderator_client, waiting, action, fields):
    UrgentAlertFactory(comment=waiting[0])
    response = moderator_client.post(address(action, waiting[:2]), fields | seen(waiting))
    assert states()[0] == "pending"
    assert states()[1] != "pending"
    assert f"{waiting[0].author_name} ({waiting[0].pk}): Somebody may be in danger" in told(response)
    assert "close the alert first" in told(response)


@pytest.mark.parametrize("action", ["approve", "spam"])
def test_bulk_decision_leaves_what_sounds_like_danger_to_its_own_screen(moderator_client, article, action):
    low = CommentFactory(page=article, labels="crisis_soft", lane="crisis")
    response = moderator_client.post(address(action, [low]), seen([low]))
    assert states() == ["pending"]
    assert "decide on it by itself" in told(response)
    assert "type the word" not in told(response)
