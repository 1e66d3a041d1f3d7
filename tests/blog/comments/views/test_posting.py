import re
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from blog.comments.doubt import form_time
from blog.comments.links import own_path
from blog.comments.models import Comment, CommentsMode, CommentStatus
from clinicsite.core.antispam import MAX_BODY_BYTES
from tests.factories.comments import CommentFactory
from tests.factories.pages import ArticlePageFactory, StandardPageFactory
from tests.factories.users import UserFactory

URLENCODED = "application/x-www-form-urlencoded"
TYPED = "Words typed with a sore hand."


def restrict(page, **values):
    return PageViewRestriction.objects.create(page=page, **values)


def decided(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save()


def assert_uncached(response):
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


# Sending


def test_comment_is_held_and_the_reader_sent_on(send, article):
    response = send()
    comment = Comment.objects.get()
    assert (response.status_code, comment.status) == (303, CommentStatus.PENDING)
    assert response["Location"].rsplit(".", 2)[0] == own_path(comment).rsplit(".", 2)[0]


def test_comment_is_stored_as_it_was_written(send, article):
    send(comment="One.\r\n\r\nTwo <b>bold</b>.", name="Ó Súilleabháin", email="o@example.org")
    comment = Comment.objects.get()
    assert (comment.page_id, comment.text) == (article.pk, "One.\n\nTwo <b>bold</b>.")
    assert (comment.author_name, comment.commenter.address) == ("Ó Súilleabháin", "o@example.org")


def test_sending_answers_without_cookie_and_is_kept_by_no_cache(send):
    assert_uncached(send())


def test_comment_sent_twice_is_stored_once_and_held_twice(send, stored):
    assert [send().status_code, send().status_code] == [303, 303]
    assert stored() == 1


def test_form_as_browsers_encode_it_is_read(client, article, stored):
    response = client.post(
        f"/comments/{article.pk}/",
        f"comment=Caf%C3%A9&name=Jon&opened={quote(form_time(article.pk, is_shared=True))}",
        content_type=URLENCODED,
        headers={"origin": "http://testserver"},
    )
    assert (response.status_code, Comment.objects.get().text) == (303, "Café")


def test_other_fields_change_nothing(send, article):
    send(
        status="approved", is_sample="1", staff_author="1", staff_author_id="1", published_at="2020-01-01", depth="9",
        path="0", parent="1", parent_id="1", page="2", page_id="2", created_at="2001-01-01", id="99", pk="99",
        submission_key="x", refusal_reason="spam", policy_version="9", latest_change="1", author_name="Moderator",
    )  # fmt: skip
    comment = Comment.objects.get()
    assert (comment.status, comment.is_sample, comment.staff_author_id, comment.published_at) == (
        "pending",
        False,
        None,
        None,
    )
    assert (comment.page_id, comment.parent_id, comment.author_name) == (article.pk, None, "Marguerite H.")


def test_signed_in_moderator_writes_under_the_same_rules(send, moderator_client):
    send()
    comment = Comment.objects.get()
    assert (comment.status, comment.staff_author_id) == (CommentStatus.PENDING, None)


@pytest.mark.parametrize("words", ["Short.", "A longer question about the second table and what it leaves out."])
def test_sending_stays_in_its_budget(send, django_assert_max_num_queries, words):
    send()
    with django_assert_max_num_queries(12):
        assert send(comment=words).status_code == 303


def test_reply_stays_in_its_budget(send, article, published, django_assert_max_num_queries):
    send()
    with django_assert_max_num_queries(12):
        send(f"/comments/{article.pk}/reply/{published.pk}/", comment="Yes, that is what the second table says.")


@pytest.mark.parametrize("earlier", ["", "a@example.org"])
def test_sending_with_an_address_stays_in_the_same_budget(send, django_assert_max_num_queries, earlier):
    """Once with a new address, once with one that is known."""
    send(email=earlier, comment="The first one, without an address or with it.")
    with django_assert_max_num_queries(12):
        assert send(email="a@example.org", comment="Another thing about sleep and walking.").status_code == 303


def test_reply_is_stored_below_its_parent(send, article, published):
    assert send(f"/comments/{article.pk}/reply/{published.pk}/").status_code == 303
    assert Comment.objects.get(status=CommentStatus.PENDING).parent == published


# Mistakes


def test_mistake_keeps_everything_typed(send, stored):
    response = send(name="", comment=TYPED, email="anneke.example.org")
    html = response.content.decode()
    assert (response.status_code, stored()) == (422, 0)
    assert TYPED in html
    assert 'value="anneke.example.org"' in html


def test_mistake_is_told_in_title_summary_and_at_the_field(send):
    html = send(comment="").content.decode()
    assert re.search(r"<title>\s*Error: ", html)
    assert '<div role="alert">' in html
    assert '<a href="#write-comment">Write your comment</a>' in html
    assert re.search(r'aria-invalid="true"', html)
    assert 'id="write-comment-error"' in html


def test_summary_of_mistakes_stands_before_the_form(send):
    html = send(comment="").content.decode()
    assert html.index('role="alert"') < html.index("<textarea")


def test_answer_to_a_mistake_is_kept_by_no_cache(send):
    assert_uncached(send(comment=""))


@pytest.mark.parametrize(
    "fields",
    [
        {"comment": ""},
        {"comment": "\u200b\u200d"},
        {"comment": "x" * 3001},
        {"comment": "<a title='" + "x" * 66_000},
        {"name": "x" * 61},
        {"name": "\u3164"},
        {"name": "Moderator"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_unusable_text_is_unprocessable(send, stored, fields):
    assert send(**fields).status_code == 422
    assert stored() == 0


@pytest.mark.parametrize(
    "text", ["a\0b", "a\x1b[2Jb", "a\u202eb", "a\ud800b".encode("utf-8", "replace").decode(), "\ufeffab"]
)
def test_hidden_characters_are_dropped(send, text):
    assert send(comment=text).status_code == 303
    assert Comment.objects.get().text in ("ab", "a[2Jb", "a?b")


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b'{"comment": "x"}', "application/json", 400),
        (b"comment=x", "text/plain", 400),
        (b"comment=x&name=y", URLENCODED + "; charset=utf-16", 400),
        ("comment=x&name=y".encode("utf-16"), URLENCODED + "; charset=utf-16", 400),
        (b"\xff\xfe\x00", URLENCODED, 400),
        (b"comment=%FF%FE&name=Jon", URLENCODED, 422),
        (b"comment=%ED%A0%80&name=Jon", URLENCODED, 422),
        (b"comment=\xff\xfe&name=Jon", URLENCODED, 400),
        (b"&".join(b"f%d=" % number for number in range(10_050)), URLENCODED, 400),
        (b"comment=" + b"x" * (MAX_BODY_BYTES + 1), URLENCODED, 413),
        (b"comment=" + b"x" * 2_000_000, URLENCODED, 413),
        (b"comment=" + b"x" * 4_000_000, URLENCODED, 413),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x", 422),
        (b"x", "multipart/form-data", 400),
        (b"", URLENCODED, 400),
        (b"%00=%00&comment=%00&name=%00", URLENCODED, 422),
    ],
)
def test_broken_body_gets_a_clear_answer(client, article, stored, body, content_type, status):
    response = client.generic(
        "POST", f"/comments/{article.pk}/", body, content_type=content_type, headers={"origin": "http://testserver"}
    )
    assert (response.status_code, stored()) == (status, 0)
    assert re.search(r"<h1>\s*\S", response.content.decode())


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("path", ["/comments/{}/", "/comments/{}/held/", "/comments/{}/reply/1/"])
def test_other_methods_are_not_allowed(client, article, method, path):
    assert getattr(client, method)(path.format(article.pk)).status_code == 405


# Where it comes from


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {},
    ],
    ids=str,
)
def test_post_from_elsewhere_is_refused_with_its_text_kept(send, stored, headers):
    response = send(headers=headers, comment=TYPED)
    assert (response.status_code, stored()) == (403, 0)
    assert TYPED in response.content.decode()
    assert_uncached(response)


def test_post_from_elsewhere_says_what_to_do(send):
    assert b"Check your text and send it again" in send(headers={"origin": "null"}).content


def test_needs_no_token(article, stored):
    fields = {"comment": TYPED, "name": "Jon", "opened": form_time(article.pk, is_shared=True)}
    response = Client(enforce_csrf_checks=True).post(
        f"/comments/{article.pk}/", fields, headers={"origin": "http://testserver"}
    )
    assert (response.status_code, stored()) == (303, 1)


# Pages and parents that take nothing


@pytest.mark.parametrize("mode", [CommentsMode.READ_ONLY, CommentsMode.HIDDEN])
def test_closed_page_keeps_the_text(send, article, stored, mode):
    decided(article, comments_mode=mode)
    response = send(comment=TYPED)
    assert (response.status_code, stored()) == (409, 0)
    assert TYPED in response.content.decode()


def gone(page):
    page.delete()


def unpublished(page):
    page.unpublish()


def private(page):
    restrict(page, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize("fate", [gone, unpublished, private], ids=lambda fate: fate.__name__)
def test_page_that_is_not_there_keeps_the_text(send, article, stored, fate):
    fate(article)
    response = send(comment=TYPED)
    assert (response.status_code, stored()) == (404, 0)
    assert TYPED in response.content.decode()
    assert b"Where pain begins" not in response.content


def test_page_that_never_took_comments_is_not_there(send, stored):
    assert send(f"/comments/{StandardPageFactory().pk}/").status_code == 404


@pytest.mark.parametrize("page_id", ["0", "99999999", "9" * 30])
def test_page_that_never_was_is_not_there(send, page_id):
    assert send(f"/comments/{page_id}/").status_code == 404


@pytest.mark.parametrize("status", [status for status in CommentStatus if status != CommentStatus.APPROVED])
def test_reply_to_a_comment_that_is_not_public_keeps_the_text(send, article, stored, status):
    parent = CommentFactory(page=article, status=status)
    response = send(f"/comments/{article.pk}/reply/{parent.pk}/", comment=TYPED)
    assert (response.status_code, stored()) == (409, 1)
    assert TYPED in response.content.decode()


@pytest.mark.parametrize("comment_id", ["0", "99999999", "9" * 30])
def test_reply_to_a_comment_that_never_was_is_answered_alike(send, article, comment_id):
    response = send(f"/comments/{article.pk}/reply/{comment_id}/", comment=TYPED)
    assert response.status_code == 409
    assert TYPED in response.content.decode()


def test_reply_to_a_comment_on_another_page_is_refused(send, article, stored):
    parent = CommentFactory(page=ArticlePageFactory(), status=CommentStatus.APPROVED)
    assert send(f"/comments/{article.pk}/reply/{parent.pk}/").status_code == 409
    assert stored() == 1


def test_refused_reply_can_be_sent_as_a_comment_of_its_own(send, article):
    html = send(f"/comments/{article.pk}/reply/99999/").content.decode()
    assert f'action="/comments/{article.pk}/"' in html


# Reading the forms


def test_form_stands_at_an_address_of_its_own(client, article):
    response = client.get(f"/comments/{article.pk}/")
    html = response.content.decode()
    assert response.status_code == 200
    assert article.title in html
    assert f'href="{article.url}' in html
    assert f'action="/comments/{article.pk}/"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert_uncached(response)


def test_reply_form_quotes_the_comment(client, article, published):
    response = client.get(f"/comments/{article.pk}/reply/{published.pk}/")
    html = response.content.decode()
    assert re.search(r"<blockquote.*First thought\..*</blockquote>", html, re.DOTALL)
    assert f'action="/comments/{article.pk}/reply/{published.pk}/"' in html
    assert_uncached(response)


def test_held_page_thanks_and_leads_back(client, article):
    response = client.get(f"/comments/{article.pk}/held/")
    html = response.content.decode()
    assert response.status_code == 200
    assert "Thank you. A person reads it first." in html
    assert 'role="status"' in html
    assert f'href="{article.url}#comments"' in html
    assert_uncached(response)


@pytest.mark.parametrize("path", ["", "held/", "reply/{}/"])
def test_help_in_danger_stands_beside_every_form(client, article, published, path):
    html = client.get(f"/comments/{article.pk}/" + path.format(published.pk)).content.decode()
    assert "comment-help" in html


def test_form_of_a_closed_page_says_so(client, article):
    decided(article, comments_mode=CommentsMode.READ_ONLY)
    response = client.get(f"/comments/{article.pk}/")
    assert response.status_code == 200
    assert b"Comments are closed here" in response.content
    assert b"<form" not in response.content.split(b"<main")[1].split(b"</main")[0]


def test_page_without_comments_has_no_form(client, article):
    decided(article, comments_mode=CommentsMode.HIDDEN)
    assert client.get(f"/comments/{article.pk}/").status_code == 404


@pytest.mark.parametrize("fate", [gone, unpublished, private], ids=lambda fate: fate.__name__)
@pytest.mark.parametrize("path", ["", "held/"])
def test_page_that_is_not_there_has_no_form(client, article, fate, path):
    fate(article)
    assert client.get(f"/comments/{article.pk}/{path}").status_code == 404


@pytest.mark.parametrize("status", [CommentStatus.PENDING, CommentStatus.SPAM])
def test_comment_that_is_not_public_is_not_quoted(client, article, status):
    parent = CommentFactory(page=article, status=status)
    assert client.get(f"/comments/{article.pk}/reply/{parent.pk}/").status_code == 404


def test_comment_of_another_page_is_not_quoted(client, article):
    parent = CommentFactory(page=ArticlePageFactory(), status=CommentStatus.APPROVED)
    assert client.get(f"/comments/{article.pk}/reply/{parent.pk}/").status_code == 404


def test_reader_whom_a_private_page_admits_may_comment(send, client, article):
    group = Group.objects.create(name="Circle")
    restrict(article, restriction_type=PageViewRestriction.GROUPS).groups.add(group)
    reader = UserFactory()
    reader.groups.add(group)
    client.force_login(reader)
    assert send().status_code == 303


def test_page_below_a_private_one_is_private(client, article):
    restrict(article.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"/comments/{article.pk}/").status_code == 404
