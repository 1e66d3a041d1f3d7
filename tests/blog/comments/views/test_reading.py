import pytest
from wagtail.models import PageViewRestriction, Site

from blog.comments.models import CommentsMode, CommentsSettings, CommentStatus, ThreadOrder
from tests.blog.comments.markup import elements
from tests.factories.comments import CommentFactory
from tests.factories.pages import ArticlePageFactory


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr("blog.comments.threads.THREADS_ON_A_PAGE", 2)
    monkeypatch.setattr("blog.comments.threads.COMMENTS_ON_A_PAGE", 3)
    monkeypatch.setattr("blog.comments.views.reading.COMMENTS_ON_A_PAGE", 3)


def approved(page, **values):
    return CommentFactory(page=page, status=CommentStatus.APPROVED, **values)


def shown(response):
    return [attributes["id"] for tag, attributes in elements(response) if tag == "article" and "id" in attributes]


@pytest.fixture
def long_thread(article):
    """A comment and five replies to it."""
    first = approved(article)
    return [first, *[approved(article, parent=first) for _number in range(5)]]


def test_comment_is_found_on_the_first_page(client, article, published):
    response = client.get(f"/comments/{article.pk}/comment/{published.pk}/")
    assert (response.status_code, response["Location"]) == (302, f"{article.url}#c{published.pk}")


def test_comment_is_found_on_a_later_page(client, article, small_pages):
    comments = [approved(article) for _number in range(3)]
    response = client.get(f"/comments/{article.pk}/comment/{comments[2].pk}/")
    assert response["Location"] == f"{article.url}?comments=2#c{comments[2].pk}"


def test_comment_far_down_a_long_thread_is_found_there(client, article, small_pages, long_thread):
    first, *replies = long_thread
    response = client.get(f"/comments/{article.pk}/comment/{replies[-1].pk}/")
    assert response["Location"] == f"/comments/{article.pk}/thread/{first.pk}/?page=2#c{replies[-1].pk}"


@pytest.mark.parametrize(
    ("query", "place"),
    [("?order=newest", "?order=newest"), ("?order=oldest", "?comments=2"), ("?order=x", "?comments=2")],
)
def test_comment_is_found_in_the_order_asked_for(client, article, small_pages, query, place):
    comments = [approved(article) for _number in range(3)]
    response = client.get(f"/comments/{article.pk}/comment/{comments[2].pk}/{query}")
    assert response["Location"] == f"{article.url}{place}#c{comments[2].pk}"


def test_comment_is_found_in_the_order_of_the_settings(client, article, small_pages):
    CommentsSettings.objects.create(site=Site.objects.get(), order=ThreadOrder.NEWEST)
    comments = [approved(article) for _number in range(3)]
    response = client.get(f"/comments/{article.pk}/comment/{comments[0].pk}/")
    assert response["Location"] == f"{article.url}?comments=2#c{comments[0].pk}"


@pytest.mark.parametrize("order", ThreadOrder)
def test_address_of_every_comment_leads_to_a_page_that_shows_it(client, article, small_pages, order):
    first = approved(article, helpful_count=1)
    last = first
    for _number in range(5):
        last = approved(article, parent=last)
    comments = [first, last, *[approved(article, helpful_count=count) for count in (3, 0, 1)]]
    for comment in comments:
        way = client.get(f"/comments/{article.pk}/comment/{comment.pk}/?order={order}")["Location"]
        address, place = way.split("#")
        assert place in shown(client.get(address))


def test_comment_that_is_found_can_take_the_focus(client, article, published):
    response = client.get(article.url)
    target = next(a for tag, a in elements(response) if tag == "article" and a.get("id") == f"c{published.pk}")
    assert target["tabindex"] == "-1"


def test_conversation_at_its_own_address_is_not_folded(client, article):
    first = approved(article)
    for _number in range(15):
        approved(article, parent=first)
    assert "more replies" not in client.get(f"/comments/{article.pk}/thread/{first.pk}/").content.decode()


@pytest.mark.parametrize("view", ["comment", "thread"])
@pytest.mark.parametrize("status", [status for status in CommentStatus if status != CommentStatus.APPROVED])
def test_comment_that_is_not_public_has_no_address(client, article, view, status):
    comment = CommentFactory(page=article, status=status)
    assert client.get(f"/comments/{article.pk}/{view}/{comment.pk}/").status_code == 404


@pytest.mark.parametrize("view", ["comment", "thread"])
def test_comment_of_another_page_is_not_found_here(client, article, view):
    other = approved(ArticlePageFactory())
    assert client.get(f"/comments/{article.pk}/{view}/{other.pk}/").status_code == 404


@pytest.mark.parametrize("view", ["comment", "thread"])
def test_comment_of_a_private_page_is_not_found(client, article, published, view):
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"/comments/{article.pk}/{view}/{published.pk}/").status_code == 404


@pytest.mark.parametrize("view", ["comment", "thread"])
def test_comment_of_a_page_that_hides_them_is_not_found(client, article, published, view):
    article.comments_mode = CommentsMode.HIDDEN
    article.save()
    assert client.get(f"/comments/{article.pk}/{view}/{published.pk}/").status_code == 404


def test_conversation_stands_in_pages(client, article, small_pages, long_thread):
    first = long_thread[0]
    response = client.get(f"/comments/{article.pk}/thread/{first.pk}/")
    assert shown(response) == [f"c{comment.pk}" for comment in long_thread[:3]]


def test_later_page_of_a_conversation_begins_with_its_first_comment(client, article, small_pages, long_thread):
    first = long_thread[0]
    response = client.get(f"/comments/{article.pk}/thread/{first.pk}/?page=2")
    assert shown(response) == [f"c{comment.pk}" for comment in (first, *long_thread[3:])]


@pytest.mark.parametrize("number", ["abc", "99999", "0", "-1"])
def test_page_of_a_conversation_that_is_none_is_not_found(client, article, published, number):
    assert client.get(f"/comments/{article.pk}/thread/{published.pk}/?page={number}").status_code == 404


def test_conversation_is_read_with_few_queries(client, article, long_thread, django_assert_max_num_queries):
    client.get(article.url)
    with django_assert_max_num_queries(14):
        client.get(f"/comments/{article.pk}/thread/{long_thread[0].pk}/")


@pytest.mark.parametrize("view", ["comment", "thread"])
def test_addresses_of_comments_are_kept_out_of_search_engines(client, article, published, view):
    assert client.get(f"/comments/{article.pk}/{view}/{published.pk}/")["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("view", ["comment", "thread"])
def test_addresses_of_comments_take_no_post(client, article, published, view):
    assert client.post(f"/comments/{article.pk}/{view}/{published.pk}/").status_code == 405
