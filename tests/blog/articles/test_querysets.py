"""What lists and series show, and what they never show."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from blog.articles.models import ArticlePage
from tests.factories.pages import ArticlePageFactory, SeriesPageFactory, TopicFactory
from tests.factories.people import TeamMemberPageFactory
from tests.factories.review import make_reviewer, sign_off

pytestmark = pytest.mark.django_db


def make_private(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def on_day(day):
    return timezone.make_aware(datetime.datetime(2026, 5, day))


def test_lists_show_published_articles():
    article = ArticlePageFactory()
    assert list(ArticlePage.objects.for_lists()) == [article]


def test_lists_hide_drafts():
    ArticlePageFactory(live=False)
    assert not ArticlePage.objects.for_lists().exists()


def test_lists_hide_private_articles():
    make_private(ArticlePageFactory())
    assert not ArticlePage.objects.for_lists().exists()


def test_lists_hide_articles_below_a_private_page():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series)
    make_private(series)
    assert not ArticlePage.objects.for_lists().exists()


def test_lists_show_the_newest_article_first():
    for day in (2, 9, 5):
        ArticlePageFactory(title=f"Of day {day}", first_published_at=on_day(day))
    assert [article.title for article in ArticlePage.objects.for_lists()] == ["Of day 9", "Of day 5", "Of day 2"]


def test_list_rows_need_no_query_each(django_assert_num_queries):
    for _ in range(3):
        ArticlePageFactory(topic=TopicFactory(), author=TeamMemberPageFactory())
    with django_assert_num_queries(1):
        rows = [(article.topic.name, article.author.full_name) for article in ArticlePage.objects.for_lists()]
    assert len(rows) == 3


def test_list_rows_leave_the_bodies_in_the_database():
    ArticlePageFactory()
    assert "body" in ArticlePage.objects.for_lists().get().get_deferred_fields()


def parts_of(series):
    return [article.title for article in ArticlePage.objects.parts_of(series)]


def test_parts_come_in_tree_order():
    series = SeriesPageFactory()
    first, second, third = (ArticlePageFactory(parent=series, title=title) for title in ("One", "Two", "Three"))
    third.move(first, pos="left")
    assert parts_of(series) == ["Three", "One", "Two"]


def test_parts_of_another_series_are_left_out():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=SeriesPageFactory())
    assert parts_of(series) == []


def test_draft_part_is_left_out():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series, live=False)
    assert parts_of(series) == []


def test_scheduled_part_is_left_out():
    series = SeriesPageFactory()
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    ArticlePageFactory(parent=series, live=False, go_live_at=tomorrow)
    assert parts_of(series) == []


def test_announced_part_is_listed():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series, live=False, is_announced=True, title="Coming")
    assert parts_of(series) == ["Coming"]


def test_expired_part_is_left_out_even_if_it_was_announced():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series, live=False, is_announced=True, expired=True)
    assert parts_of(series) == []


def test_private_part_is_left_out():
    series = SeriesPageFactory()
    make_private(ArticlePageFactory(parent=series))
    assert parts_of(series) == []


def test_private_part_is_left_out_even_if_it_is_announced():
    series = SeriesPageFactory()
    make_private(ArticlePageFactory(parent=series, live=False, is_announced=True))
    assert parts_of(series) == []


def test_articles_of_a_person_are_those_written_and_those_reviewed():
    person, other = make_reviewer().team_member_page, TeamMemberPageFactory()
    written = ArticlePageFactory(author=person, reviewer=other)
    reviewed = ArticlePageFactory(author=other, reviewer=person)
    sign_off(reviewed)
    ArticlePageFactory(author=other)
    assert set(ArticlePage.objects.with_person(person)) == {written, reviewed}


def in_reading_order():
    return [article.title for article in ArticlePage.objects.for_lists().in_reading_order()]


def days_ago(number):
    return timezone.now() - datetime.timedelta(days=number)


def test_parts_of_a_series_come_from_the_first():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series, title="One", first_published_at=days_ago(9))
    ArticlePageFactory(parent=series, title="Two", first_published_at=days_ago(1))
    assert in_reading_order() == ["One", "Two"]


def test_series_stands_where_its_newest_part_would():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series, title="One", first_published_at=days_ago(9))
    ArticlePageFactory(title="Between", first_published_at=days_ago(5))
    ArticlePageFactory(parent=series, title="Two", first_published_at=days_ago(1))
    assert in_reading_order() == ["One", "Two", "Between"]


def test_articles_by_themselves_come_newest_first():
    ArticlePageFactory(title="Older", first_published_at=days_ago(9))
    ArticlePageFactory(title="Newer", first_published_at=days_ago(1))
    assert in_reading_order() == ["Newer", "Older"]


def test_draft_does_not_lift_its_series():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series, title="One", first_published_at=days_ago(9))
    ArticlePageFactory(parent=series, live=False, first_published_at=days_ago(1))
    ArticlePageFactory(title="By itself", first_published_at=days_ago(5))
    assert in_reading_order() == ["By itself", "One"]


def numbers_in(series):
    pages = ArticlePage.objects.numbered(ArticlePage.objects.child_of(series)).order_by("path")
    return [(page.title, page.part_number, page.is_part) for page in pages]


def test_parts_are_numbered_as_readers_see_them():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series, title="One")
    ArticlePageFactory(parent=series, live=False, is_announced=True, title="Coming")
    assert numbers_in(series) == [("One", 1, True), ("Coming", 2, True)]


def test_draft_has_the_number_it_would_get():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series, title="One")
    ArticlePageFactory(parent=series, title="Draft", live=False)
    ArticlePageFactory(parent=series, title="Two")
    assert numbers_in(series) == [("One", 1, True), ("Draft", 2, False), ("Two", 2, True)]


def test_parts_of_another_series_do_not_count():
    ArticlePageFactory(parent=SeriesPageFactory())
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series, title="One")
    assert numbers_in(series) == [("One", 1, True)]
