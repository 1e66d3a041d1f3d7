"""Comments as Atom feeds."""

import datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from blog.comments.feeds import FEED_LENGTH
from blog.comments.models import Commenter, CommentsMode, CommentsSettings, CommentStatus
from tests.factories.comments import CommentFactory
from tests.factories.pages import ArticlePageFactory, SeriesPageFactory
from tests.factories.people import TeamMemberPageFactory
from tests.factories.users import UserFactory

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
KINDS = ["site", "series", "page"]


def approved(page, **values):
    return CommentFactory(page=page, status=CommentStatus.APPROVED, **values)


@pytest.fixture
def series(home):
    return SeriesPageFactory(title="Ketamine and pain")


@pytest.fixture
def part(series):
    return ArticlePageFactory(parent=series, title="Where pain begins")


@pytest.fixture
def addresses(series, part):
    return {
        "site": "/comments/feed/",
        "series": f"/comments/feed/series/{series.pk}/",
        "page": f"/comments/feed/{part.pk}/",
    }


@pytest.fixture
def entries(client, addresses):
    """The entries of a feed, parsed."""

    def entries(kind):
        response = client.get(addresses[kind])
        assert response.status_code == 200
        return ElementTree.fromstring(response.content).findall("atom:entry", ATOM)  # noqa: S314, the site's own

    return entries


def texts(found):
    return [entry.findtext("atom:summary", namespaces=ATOM) for entry in found]


def hide(page):
    page.comments_mode = CommentsMode.HIDDEN
    page.save()


@pytest.mark.parametrize("kind", KINDS)
def test_feed_lists_public_comments_the_newest_first(entries, part, kind):
    now = timezone.now()
    for days in (2, 1, 3):
        approved(part, text=f"{days} days ago", published_at=now - datetime.timedelta(days=days))
    assert texts(entries(kind)) == ["<p>1 days ago</p>", "<p>2 days ago</p>", "<p>3 days ago</p>"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", [status for status in CommentStatus if status != CommentStatus.APPROVED])
def test_feed_lists_nothing_that_is_not_public(entries, part, kind, status):
    CommentFactory(page=part, status=status, published_at=timezone.now())
    assert entries(kind) == []


@pytest.mark.parametrize(("kind", "expected"), [("site", 2), ("series", 1), ("page", 1)])
def test_feed_keeps_to_its_pages(entries, part, kind, expected):
    approved(part), approved(ArticlePageFactory())
    assert len(entries(kind)) == expected


def test_feed_of_a_page_keeps_to_the_page(entries, series, part):
    approved(ArticlePageFactory(parent=series))
    assert entries("page") == []
    assert len(entries("series")) == 1


@pytest.mark.parametrize("kind", ["site", "series"])
def test_comments_of_a_private_page_are_left_out(entries, part, kind):
    approved(part)
    PageViewRestriction.objects.create(page=part, restriction_type=PageViewRestriction.LOGIN)
    assert entries(kind) == []


def test_comments_below_a_private_series_are_left_out(entries, series, part):
    approved(part)
    PageViewRestriction.objects.create(page=series, restriction_type=PageViewRestriction.LOGIN)
    assert entries("site") == []


@pytest.mark.parametrize("kind", ["site", "series"])
def test_comments_of_an_unpublished_page_are_left_out(entries, part, kind):
    approved(part)
    part.unpublish()
    assert entries(kind) == []


@pytest.mark.parametrize("kind", ["site", "series"])
def test_hidden_comments_are_left_out(entries, part, kind):
    approved(part)
    hide(part)
    assert entries(kind) == []


@pytest.mark.parametrize("kind", ["site", "series"])
def test_comments_hidden_by_the_series_are_left_out(entries, series, part, kind):
    approved(part)
    hide(series)
    assert entries(kind) == []


def test_page_that_shows_what_its_series_hides_is_listed(entries, series, part):
    approved(part)
    hide(series)
    part.comments_mode = CommentsMode.READ_ONLY
    part.save()
    assert len(entries("site")) == 1


def test_comments_hidden_by_the_site_are_left_out(entries, part):
    approved(part)
    CommentsSettings.objects.create(site=Site.objects.get(), mode="hidden")
    assert entries("site") == []


def test_series_that_shows_what_the_site_hides_is_listed(entries, series, part):
    approved(part)
    CommentsSettings.objects.create(site=Site.objects.get(), mode="hidden")
    series.comments_mode = CommentsMode.OPEN
    series.save()
    assert len(entries("site")) == 1


@pytest.mark.parametrize("private", ["series", "page"])
def test_private_page_has_no_feed_for_anybody(admin_client, addresses, series, part, private):
    page = series if private == "series" else part
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert admin_client.get(addresses[private]).status_code == 404


def test_page_that_hides_comments_has_no_feed(client, addresses, part):
    hide(part)
    assert client.get(addresses["page"]).status_code == 404


@pytest.mark.parametrize("kind", ["series", "page"])
def test_feed_of_nothing_is_not_found(client, home, kind):
    address = "/comments/feed/series/999999/" if kind == "series" else "/comments/feed/999999/"
    assert client.get(address).status_code == 404


def test_words_of_readers_are_text(entries, part):
    approved(part, author_name="<b>Ana</b>", text="<script>alert(1)</script> & more\n\nSecond ]]> one")
    found = entries("page")
    assert texts(found) == ["<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>\n\n<p>Second ]]&gt; one</p>"]
    assert found[0].findtext("atom:author/atom:name", namespaces=ATOM) == "<b>Ana</b>"


def test_entry_leads_to_the_comment(entries, part):
    comment = approved(part)
    link = entries("page")[0].find("atom:link", ATOM).get("href")
    assert link == f"http://localhost/comments/{part.pk}/comment/{comment.pk}/"


def test_entry_keeps_its_id_whatever_becomes_of_page_and_order(entries, part):
    comment = approved(part)
    before = entries("page")[0].findtext("atom:id", namespaces=ATOM)
    part.title = "Renamed"
    part.slug = "renamed"
    part.save_revision().publish()
    assert entries("site")[0].findtext("atom:id", namespaces=ATOM) == before
    assert before.endswith(f"comment/{comment.pk}")


def test_comment_of_the_clinic_is_signed_with_the_letters(entries, part):
    account = UserFactory()
    TeamMemberPageFactory(title="Priya Nair", honorific_suffix="PharmD", user=account)
    approved(part, staff_author=account)
    assert entries("page")[0].findtext("atom:author/atom:name", namespaces=ATOM) == "Priya Nair, PharmD"


def test_address_of_a_writer_is_not_in_the_feed(client, addresses, part):
    commenter = Commenter.sealed("secret@example.org")
    commenter.save()
    approved(part, commenter=commenter)
    content = client.get(addresses["page"]).content.decode()
    assert "secret" not in content
    assert "email" not in content


@pytest.mark.parametrize("kind", KINDS)
def test_feed_is_limited_to_the_newest(entries, part, kind):
    for _number in range(FEED_LENGTH + 2):
        approved(part)
    assert len(entries(kind)) == FEED_LENGTH


@pytest.mark.parametrize("kind", KINDS)
def test_feed_is_cacheable_and_answers_a_known_state_without_a_body(client, addresses, part, kind):
    approved(part)
    first = client.get(addresses[kind])
    again = client.get(addresses[kind], headers={"if-none-match": first["ETag"]})
    assert "public" in first["Cache-Control"]
    assert not first.cookies
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("kind", KINDS)
def test_query_count_does_not_grow(client, addresses, series, part, kind, django_assert_max_num_queries):
    client.get(addresses[kind])
    for _number in range(6):
        page = ArticlePageFactory(parent=series)
        approved(page), approved(part, staff_author=UserFactory())
    with django_assert_max_num_queries(10):
        client.get(addresses[kind])


def test_small_series_is_found_behind_a_crowd_elsewhere(entries, part, monkeypatch):
    monkeypatch.setattr("blog.comments.feeds.LOOKED_AT", 3)
    approved(part, text="Long ago", published_at=timezone.now() - datetime.timedelta(days=90))
    other = ArticlePageFactory()
    for _number in range(5):
        approved(other)
    assert texts(entries("series")) == ["<p>Long ago</p>"]


def test_series_page_leads_to_the_feed_of_its_comments(client, series, addresses):
    assert f'href="{addresses["series"]}"' in client.get(series.url).content.decode()
