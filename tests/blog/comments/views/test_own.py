import datetime
import time
from unittest.mock import patch

import pytest
from django.utils import timezone

from blog.comments.links import ALL, OWN, own_path
from blog.comments.models import Comment, CommentStatus, RefusalReason
from tests.blog.comments.markup import made_by_readers
from tests.factories.commenters import make_commenter
from tests.factories.comments import CommentFactory

pytestmark = pytest.mark.django_db
VERBS = ["", "edit/", "withdraw/"]


@pytest.fixture
def mine(article):
    return CommentFactory(page=article, text="My own words.")


def words_of(response):
    return response.content.decode()


def dated(days):
    return patch("django.core.signing.time.time", return_value=time.time() + days * 86400)


@pytest.mark.parametrize(
    ("status", "heading"),
    [
        (CommentStatus.PENDING, "Your comment waits for a moderator"),
        (CommentStatus.APPROVED, "Your comment is on the page"),
        (CommentStatus.REJECTED, "Your comment was not published"),
        (CommentStatus.REMOVED, "Your comment was taken off the page"),
        (CommentStatus.SPAM, "Your comment was put aside"),
    ],
)
def test_page_says_how_the_comment_stands(client, article, status, heading):
    comment = CommentFactory(page=article, status=status)
    response = client.get(own_path(comment))
    assert response.status_code == 200
    assert heading in words_of(response)


@pytest.mark.parametrize("reason", RefusalReason.values)
def test_page_gives_the_reason_in_words(client, article, reason):
    from blog.comments.refusals import reason_for_writer

    comment = CommentFactory(page=article, status=CommentStatus.REJECTED, refusal_reason=reason)
    assert reason_for_writer(reason) in words_of(client.get(own_path(comment)))


def test_page_is_private_to_its_reader(client, mine):
    response = client.get(own_path(mine))
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("label", ["crisis", "emergency", "crisis_soft"])
def test_help_comes_first_and_is_announced_where_somebody_may_be_in_danger(client, article, label):
    comment = CommentFactory(page=article, labels=label)
    page = words_of(client.get(own_path(comment)))
    assert page.index('role="alert"') < page.index("How it stands")
    assert "data-takes-focus" in page


def test_ordinary_comment_brings_no_alarm(client, mine):
    assert 'role="alert"' not in words_of(client.get(own_path(mine)))


def test_waiting_edit_is_shown_beside_the_public_text(client, article):
    comment = CommentFactory(page=article, status=CommentStatus.APPROVED, text="Old.")
    Comment.objects.filter(pk=comment.pk).update(edited_text="New.", waiting_since=timezone.now())
    page = words_of(client.get(own_path(comment)))
    assert "Old." in page
    assert "New." in page


def test_markup_of_a_writer_stays_text(client, article):
    comment = CommentFactory(page=article, text="<script>x</script><img src=x onerror=x>", author_name="<b onclick=x>")
    for verb in VERBS:
        assert made_by_readers(client.get(own_path(comment) + verb)) == set()


def test_edit_is_taken(client, mine):
    response = client.post(own_path(mine) + "edit/", {"comment": "Better words."})
    assert response.status_code == 303
    mine.refresh_from_db()
    assert mine.text == "Better words."
    assert "Your change has arrived" in words_of(client.get(response.url))


def test_edit_passes_the_same_cleaning_as_a_new_comment(client, mine):
    client.post(own_path(mine) + "edit/", {"comment": "a\u200bb\r\n\r\n\r\n\r\nc\u202e\x00"})
    mine.refresh_from_db()
    assert mine.text == "ab\n\nc"


@pytest.mark.parametrize("text", ["", " \u200b ", "x" * 3001, "broken \ufffd"])
def test_text_that_no_new_comment_could_have_is_refused_and_kept(client, mine, text):
    response = client.post(own_path(mine) + "edit/", {"comment": text})
    assert response.status_code == 422
    assert "Error:" in words_of(response)
    if text.strip("\u200b "):
        assert text[:3000] in words_of(response)
    mine.refresh_from_db()
    assert mine.text == "My own words."


def test_body_that_is_no_form_is_refused(client, mine):
    response = client.post(own_path(mine) + "edit/", b"\xff\xfe", content_type="application/octet-stream")
    assert response.status_code == 422
    mine.refresh_from_db()
    assert mine.text == "My own words."


def test_extra_fields_change_nothing(client, mine):
    before = (
        Comment.objects.filter(pk=mine.pk).values("status", "author_name", "page", "commenter", "published_at").get()
    )
    extra = {"status": "approved", "name": "Admin", "author_name": "Admin", "page": "1", "published_at": "2020-01-01"}
    client.post(own_path(mine) + "edit/", {"comment": "Better words.", **extra})
    after = (
        Comment.objects.filter(pk=mine.pk).values("status", "author_name", "page", "commenter", "published_at").get()
    )
    assert after == before


def test_refused_comment_is_sent_again(client, article):
    comment = CommentFactory(page=article, status=CommentStatus.REJECTED)
    response = client.post(own_path(comment) + "edit/", {"comment": "Better words."})
    assert response.status_code == 303
    comment.refresh_from_db()
    assert (comment.status, comment.text) == (CommentStatus.PENDING, "Better words.")


def test_edit_after_its_time_gives_the_text_back(client, article):
    long_ago = timezone.now() - datetime.timedelta(days=1)
    comment = CommentFactory(page=article, created_at=long_ago, waiting_since=long_ago)
    response = client.post(own_path(comment) + "edit/", {"comment": "Typed too slowly."})
    assert response.status_code == 409
    assert "Typed too slowly." in words_of(response)
    assert not Comment.objects.filter(text="Typed too slowly.").exists()


def test_edit_on_an_expired_link_gives_the_text_back_and_says_how_to_get_a_new_link(client, mine):
    path = own_path(mine)
    with dated(31):
        response = client.post(path + "edit/", {"comment": "Typed with care."})
    assert response.status_code == 410
    assert "Typed with care." in words_of(response)
    assert "30 days" in words_of(response)
    assert "/comments/yours/" in words_of(response)
    mine.refresh_from_db()
    assert mine.text == "My own words."


@pytest.mark.parametrize("verb", VERBS)
def test_forged_link_is_not_found(client, mine, verb):
    path = own_path(mine)[:-3] + "zz/"
    assert client.get(path + verb).status_code == 404


def test_edit_on_a_forged_link_gives_the_text_back(client, mine):
    response = client.post(own_path(mine)[:-3] + "zz/edit/", {"comment": "Typed with care."})
    assert response.status_code == 404
    assert "Typed with care." in words_of(response)


@pytest.mark.parametrize("verb", VERBS)
def test_get_changes_nothing(client, article, verb):
    """Programs that look through mail follow every link."""
    comment = CommentFactory(page=article, status=CommentStatus.APPROVED)
    before = Comment.objects.filter(pk=comment.pk).values().get()
    for method in (client.get, client.head):
        assert method(own_path(comment) + verb).status_code == 200
    assert Comment.objects.filter(pk=comment.pk).values().get() == before


def test_withdrawal(client, mine):
    response = client.post(own_path(mine) + "withdraw/")
    assert response.status_code == 303
    mine.refresh_from_db()
    assert (mine.status, mine.text) == (CommentStatus.WITHDRAWN, "")
    assert "gone from our database" in words_of(client.get(response.url))


@pytest.mark.parametrize("verb", VERBS)
def test_link_of_a_withdrawn_comment_says_so(client, mine, verb):
    path = own_path(mine)
    client.post(path + "withdraw/")
    response = client.get(path + verb)
    assert response.status_code == 410
    assert "withdrawn or erased" in words_of(response)


def test_edit_of_a_withdrawn_comment_brings_nothing_back(client, mine):
    path = own_path(mine)
    client.post(path + "withdraw/")
    response = client.post(path + "edit/", {"comment": "Back again."})
    assert response.status_code == 410
    assert not Comment.objects.filter(text="Back again.").exists()


@pytest.mark.parametrize("verb", ["edit/", "withdraw/"])
def test_own_token_with_a_neighbours_number_touches_nothing(client, article, mine, verb):
    rest = OWN.sign(mine.pk).split(".", 1)[1]
    others = CommentFactory.create_batch(10, page=article)
    for other in others:
        response = client.post(f"/comments/yours/{other.pk}.{rest}/{verb}", {"comment": "Taken over."})
        assert response.status_code == 404
    assert Comment.objects.filter(text="Taken over.").count() == 0
    assert Comment.objects.filter(status=CommentStatus.WITHDRAWN).count() == 0


@pytest.mark.parametrize("verb", ["edit/", "withdraw/"])
def test_verb_touches_its_own_comment_only(client, article, mine, verb):
    other = CommentFactory(page=article, text="Somebody else's.", commenter=make_commenter())
    before = Comment.objects.filter(pk=other.pk).values().get()
    client.post(own_path(mine) + verb, {"comment": "Better words.", "pk": other.pk, "id": other.pk, "token": other.pk})
    assert Comment.objects.filter(pk=other.pk).values().get() == before


@pytest.mark.parametrize("verb", ["edit/", "withdraw/"])
def test_token_of_an_address_opens_no_comment(client, mine, verb):
    assert client.post(f"/comments/yours/{ALL.sign(mine.pk)}/{verb}", {"comment": "x"}).status_code == 404
    mine.refresh_from_db()
    assert mine.text == "My own words."


def test_blocked_writer_reads_why_the_text_was_not_taken(client, article):
    comment = CommentFactory(page=article, commenter=make_commenter(blocked_at=timezone.now()))
    response = client.post(own_path(comment) + "edit/", {"comment": "Let me in."})
    assert response.status_code == 403
    assert "Let me in." in words_of(response)


def test_other_methods_are_refused(client, mine):
    assert client.post(own_path(mine)).status_code == 405
    assert client.delete(own_path(mine) + "withdraw/").status_code == 405


def test_identifying_detail_gets_a_note_first_and_is_sent_all_the_same(client, mine):
    typed = "Call me on 206 555 0143, or write to jo@example.org."
    response = client.post(own_path(mine) + "edit/", {"comment": typed})
    assert response.status_code == 422
    page = words_of(response)
    assert "Before you send" in page
    assert typed in page
    mine.refresh_from_db()
    assert mine.text == "My own words."
    seen = page.split('name="notes" value="')[1].split('"')[0]
    assert client.post(own_path(mine) + "edit/", {"comment": typed, "notes": seen}).status_code == 303
    mine.refresh_from_db()
    assert mine.text == typed


def test_note_that_was_shown_for_another_text_does_not_count(client, mine):
    page = words_of(client.post(own_path(mine) + "edit/", {"comment": "Call me on 206 555 0143."}))
    seen = page.split('name="notes" value="')[1].split('"')[0]
    response = client.post(own_path(mine) + "edit/", {"comment": "Call me on 206 555 0199.", "notes": seen})
    assert response.status_code == 422


def test_nothing_stands_between_somebody_in_danger_and_being_heard(client, mine):
    response = client.post(own_path(mine) + "edit/", {"comment": "I want to kill myself tonight."})
    assert response.status_code == 303
    assert 'role="alert"' in words_of(client.get(response.url))


@pytest.mark.parametrize("path", ["/comments/yours/withdrawn/", "/comments/yours/erased/"])
def test_what_is_gone_offers_no_new_link(client, article, path):
    html = words_of(client.get(path))
    assert "new link" not in html
    assert 'href="/comments/yours/"' not in html


def test_link_to_a_withdrawn_comment_offers_no_new_link(client, article):
    comment = CommentFactory(page=article)
    path = own_path(comment)
    Comment.objects.update(status=CommentStatus.WITHDRAWN)
    html = words_of(client.get(path))
    assert "gone for good" in html
    assert "Send me a new link" not in html


@pytest.mark.parametrize(("labels", "is_told"), [("adverse_event", True), ("", False)])
def test_writer_of_a_side_effect_is_told_kindly_where_to_report_it(client, article, labels, is_told):
    html = words_of(client.get(own_path(CommentFactory(page=article, labels=labels))))
    assert ("FDA MedWatch" in html) is is_told
    assert ("please call whoever gave the treatment" in html) is is_told
