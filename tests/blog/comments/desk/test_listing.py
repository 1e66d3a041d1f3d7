import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.comments.actions.indexing import index_every_comment
from blog.comments.desk import paging
from blog.comments.models import CommentReport, SavedView
from tests.factories.comments import CommentFactory, ModeratorFactory


def page(client, query=""):
    return client.get(f"/admin/comments/?{query}").content.decode()


def test_tabs_count_each_lane(moderator_client, article):
    CommentFactory.create_batch(2, page=article, lane="spam", urgency=8)
    html = page(moderator_client)
    assert re.search(r'data-desk-count="spam">2<', html)
    assert re.search(r'data-desk-count="">2<', html)


def test_tab_of_the_lane_shown_is_marked(moderator_client, article):
    CommentFactory(page=article, lane="spam", urgency=8)
    assert re.search(r'lane=spam" aria-current="true"', page(moderator_client, "status=waiting&lane=spam"))


def test_list_hides_identifying_details(moderator_client, article):
    CommentFactory(page=article, text="Call 503-555-0123", judgement={"identifiers": [[5, 17, "phone"]]})
    html = page(moderator_client)
    assert "503-555-0123" not in html
    assert "[phone hidden]" in html


def test_row_shows_reports_in_the_readers_words(moderator_client, published):
    CommentReport.objects.create(comment=published, reason="wrong", note="Could <b>mislead</b>")
    html = page(moderator_client, "status=approved")
    assert "Could &lt;b&gt;mislead&lt;/b&gt;" in html


def test_long_list_is_cut_and_says_so(moderator_client, article, monkeypatch):
    monkeypatch.setattr(paging, "MOST_LISTED", 2)
    CommentFactory.create_batch(4, page=article, status="spam")
    html = page(moderator_client, "status=spam")
    assert html.count("data-desk-row=") == 2
    assert "More than 2 comments" in html


def test_queue_is_counted_exactly(moderator_client, article):
    CommentFactory.create_batch(30, page=article)
    assert "30 comments" in page(moderator_client)


@pytest.mark.parametrize("query", ["", "status=any", "q=said", "status=waiting&lane=rest", "label=spam&status=any"])
def test_list_costs_the_same_for_many_comments(moderator_client, article, query):
    CommentFactory(page=article, text="It said so.", judgement={"like": [1]})
    index_every_comment()
    page(moderator_client, query)
    with CaptureQueriesContext(connection) as one:
        page(moderator_client, query)
    comments = CommentFactory.create_batch(20, page=article, text="It said so.", judgement={"like": [1, 2]})
    for comment in comments:
        CommentReport.objects.create(comment=comment, reason="wrong")
    index_every_comment()
    with CaptureQueriesContext(connection) as many:
        page(moderator_client, query)
    assert len(many) <= len(one)


def test_view_is_kept_under_its_name(moderator_client, moderator):
    moderator_client.post("/admin/comments/views/", {"name": "Spam", "query": "lane=spam", "is_default": "1"})
    view = SavedView.objects.get()
    assert (view.user, view.name, view.query, view.is_default) == (moderator, "Spam", "lane=spam", True)
    assert 'comments/?lane=spam"' in page(moderator_client, "status=waiting")


def test_only_one_view_opens_first(moderator_client):
    for name in ("One", "Two"):
        moderator_client.post("/admin/comments/views/", {"name": name, "query": "lane=spam", "is_default": "1"})
    assert list(SavedView.objects.filter(is_default=True).values_list("name", flat=True)) == ["Two"]


@pytest.mark.parametrize(
    "fields", [{"name": "", "query": "lane=spam"}, {"name": "x", "query": ""}, {"name": "x", "query": "q" * 501}]
)
def test_view_without_a_name_or_a_query_is_not_kept(moderator_client, fields):
    assert moderator_client.post("/admin/comments/views/", fields).status_code == 302
    assert not SavedView.objects.exists()


def test_nobody_deletes_the_view_of_somebody_else(moderator_client):
    view = SavedView.objects.create(user=ModeratorFactory(), name="Theirs", query="lane=spam")
    assert moderator_client.post(f"/admin/comments/views/{view.pk}/delete/").status_code == 404
    assert SavedView.objects.exists()
