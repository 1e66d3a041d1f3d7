import datetime
import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.comments.actions.decisions import approve_comment, reject_comment
from blog.comments.actions.indexing import index_every_comment
from blog.comments.models import Comment, CommentStatus, RefusalReason, SavedView
from tests.factories.comments import CommentFactory, ModeratorFactory
from tests.factories.pages import ArticlePageFactory
from tests.factories.users import UserFactory

VECTOR = '"><img src=x onerror=alert(1)>'


def listed(client, query):
    """The names in the moderation list, in its order."""
    html = client.get(f"/admin/comments/?{query}").content.decode()
    return re.findall(r'id="comment_\d+_title"><bdi>([^<]*)</bdi>', html)


@pytest.fixture
def comments(article):
    """One comment in each of three states."""
    return [
        CommentFactory(page=article, author_name="Ana", text="About sleep."),
        CommentFactory(page=article, author_name="Ben", text="About driving.", status=CommentStatus.APPROVED),
        CommentFactory(page=article, author_name="Cleo", text="About money.", status=CommentStatus.SPAM),
    ]


def test_list_opens_on_what_waits(moderator_client, comments):
    assert listed(moderator_client, "") == ["Ana"]


def test_list_opens_with_a_moderators_own_view(moderator_client, moderator):
    SavedView.objects.create(user=moderator, name="Mine", query="lane=spam", is_default=True)
    assert moderator_client.get("/admin/comments/")["Location"] == "/admin/comments/?lane=spam"


def test_view_of_somebody_else_opens_for_nobody_else(moderator_client):
    SavedView.objects.create(user=ModeratorFactory(), name="Theirs", query="lane=spam", is_default=True)
    assert moderator_client.get("/admin/comments/").status_code == 200


def test_list_can_be_narrowed_by_state(moderator_client, comments):
    assert listed(moderator_client, "status=spam") == ["Cleo"]


def test_list_can_be_narrowed_by_article(moderator_client, comments):
    other = CommentFactory(page=ArticlePageFactory(), author_name="Dana")
    assert listed(moderator_client, f"page={other.page_id}") == ["Dana"]


def test_list_can_be_narrowed_by_day(moderator_client, comments):
    long_ago = timezone.now() - datetime.timedelta(days=40)
    Comment.objects.filter(author_name="Ben").update(created_at=long_ago)
    before = (timezone.localdate() - datetime.timedelta(days=30)).isoformat()
    assert listed(moderator_client, f"status=any&created_at_to={before}") == ["Ben"]


@pytest.mark.parametrize("words", ["driving", "DRIVING", "Ben"])
def test_list_is_searched_by_text_and_name(moderator_client, comments, words):
    index_every_comment()
    assert listed(moderator_client, f"q={words}") == ["Ben"]


def test_waiting_comments_come_oldest_first(moderator_client, article):
    for name in ("First", "Second"):
        CommentFactory(page=article, author_name=name)
    assert listed(moderator_client, "status=waiting") == ["First", "Second"]


def test_other_lists_come_newest_first(moderator_client, comments):
    assert listed(moderator_client, "status=any") == ["Cleo", "Ben", "Ana"]


@pytest.mark.parametrize(
    "query",
    [
        "status=nonsense",
        "page=abc",
        "page=99999",
        "created_at_from=nonsense",
        "p=abc",
        "p=9999",
        "q=%00",
        "lane=x",
        "page=99999999999999999999",
        'q="*',
        "q=NEAR(a",
        "taken=x",
    ],
)
def test_senseless_filter_is_no_fault(moderator_client, comments, query):
    assert moderator_client.get(f"/admin/comments/?{query}").status_code == 200


def test_list_shows_the_whole_text(moderator_client, article):
    CommentFactory(page=article, text="word " * 500 + "end.")
    assert " word end.</div>" in moderator_client.get("/admin/comments/?status=pending").content.decode()


def test_list_says_who_decided(moderator_client, article):
    moderator = ModeratorFactory(first_name="Amara", last_name="Okafor")
    reject_comment(comment=CommentFactory(page=article), moderator=moderator, reason=RefusalReason.SALE)
    html = moderator_client.get("/admin/comments/?status=rejected").content.decode()
    assert "Amara Okafor" in html
    assert "Sale or sourcing" in html


def test_list_names_a_deleted_article(moderator_client, article):
    CommentFactory(page=article)
    article.delete()
    html = moderator_client.get("/admin/comments/?status=pending").content.decode()
    assert "Where pain begins" in html
    assert "page deleted" in html


def test_list_costs_the_same_for_one_comment_and_for_many(moderator_client, article, django_assert_max_num_queries):
    CommentFactory(page=article)
    moderator_client.get("/admin/comments/?status=pending")
    with CaptureQueriesContext(connection) as one:
        moderator_client.get("/admin/comments/?status=pending")
    parent = CommentFactory(page=article, status=CommentStatus.APPROVED)
    CommentFactory.create_batch(20, page=article, parent=parent)
    with django_assert_max_num_queries(len(one)):
        moderator_client.get("/admin/comments/?status=pending")


@pytest.mark.parametrize(
    "path", ["/admin/comments/?status=pending", "/admin/comments/results/?status=pending", "/admin/"]
)
def test_markup_of_readers_is_text_in_the_admin(moderator_client, article, path):
    CommentFactory(page=article, author_name=VECTOR, text=f"{VECTOR}\n\n<script>alert(1)</script>")
    html = moderator_client.get(path).content.decode()
    assert "alert(1)" in html
    assert "<img src=x" not in html
    assert "<script>alert" not in html


# One comment


def screen(client, comment):
    response = client.get(f"/admin/comments/{comment.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def test_screen_shows_what_the_comment_answers(moderator_client, published):
    reply = CommentFactory(page=published.page, parent=published)
    assert published.text in screen(moderator_client, reply)


def test_screen_shows_the_whole_history(moderator_client, moderator, article):
    comment = CommentFactory(page=article)
    reject_comment(comment=comment, moderator=moderator, reason=RefusalReason.SALE)
    approve_comment(comment=comment, moderator=moderator)
    html = screen(moderator_client, comment)
    assert html.count("Hannah Lindqvist") >= 2
    assert "Sale or sourcing" in html


def test_screen_offers_approval_after_a_rejection(moderator_client, article):
    comment = CommentFactory(page=article, status=CommentStatus.REJECTED)
    html = screen(moderator_client, comment)
    assert 'value="approve"' in html
    assert 'value="refuse"' not in html


def test_screen_offers_nothing_for_a_withdrawn_comment(moderator_client, article):
    assert 'name="decision"' not in screen(
        moderator_client, CommentFactory(page=article, status=CommentStatus.WITHDRAWN)
    )


def test_screen_leads_to_a_public_comment_on_its_page(moderator_client, published):
    assert f'href="/comments/{published.page_id}/comment/{published.pk}/"' in screen(moderator_client, published)


def test_screen_decides_by_post_only(moderator_client, article):
    comment = CommentFactory(page=article)
    html = screen(moderator_client, comment)
    form = re.search(rf'<form[^>]*action="/admin/comments/{comment.pk}/decide/"[^>]*>', html)[0]
    assert 'method="post"' in form


def test_markup_of_readers_is_text_on_the_screen(moderator_client, article):
    comment = CommentFactory(page=article, author_name=VECTOR, text=VECTOR)
    assert "<img src=x" not in screen(moderator_client, comment)


def test_comment_that_is_gone_has_no_screen(moderator_client):
    assert moderator_client.get("/admin/comments/99999/").status_code == 404


# The menu


def test_menu_says_how_many_wait(moderator_client, article):
    CommentFactory.create_batch(3, page=article)
    assert "Comments (3)" in moderator_client.get("/admin/comments/?status=spam").content.decode()


def test_menu_counts_nothing_where_nothing_waits(moderator_client, db):
    html = moderator_client.get("/admin/comments/?status=spam").content.decode()
    assert '"Comments"' in html
    assert "Comments (" not in html


def test_menu_of_others_has_no_comments(client, article):
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    CommentFactory.create_batch(3, page=article)
    assert "Comments (3)" not in client.get("/admin/pages/").content.decode()
