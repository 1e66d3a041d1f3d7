"""What other pages show of the articles, and what they keep to themselves."""

import pytest
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import PageViewRestriction

from blog.articles.models import ArticlePage
from blog.articles.templatetags import articles_tags
from tests.factories.pages import ArticlePageFactory, HomePageFactory, SeriesPageFactory, TopicFactory
from tests.factories.people import CredentialFactory, TeamMemberPageFactory
from tests.factories.review import make_reviewer, sign_off

pytestmark = pytest.mark.django_db


def make_private(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def in_lists(article):
    return ArticlePage.objects.for_lists().get(pk=article.pk)


def test_article_in_a_list_names_its_series():
    article = ArticlePageFactory(parent=SeriesPageFactory(title="On sleep", slug="on-sleep"))
    assert (in_lists(article).series_title, in_lists(article).series_slug) == ("On sleep", "on-sleep")


def test_article_by_itself_names_no_series():
    assert in_lists(ArticlePageFactory()).series_title is None


def test_article_in_a_list_has_the_number_that_readers_see():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series)
    ArticlePageFactory(parent=series, live=False)
    assert in_lists(ArticlePageFactory(parent=series)).part_number == 2


def test_announced_part_counts_in_the_numbers_of_later_ones():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series, live=False, is_announced=True)
    assert in_lists(ArticlePageFactory(parent=series)).part_number == 2


def test_parts_of_another_series_do_not_count():
    ArticlePageFactory(parent=SeriesPageFactory())
    assert in_lists(ArticlePageFactory(parent=SeriesPageFactory())).part_number == 1


def test_later_part_swings_less_than_the_first():
    series = SeriesPageFactory()
    first, second = (ArticlePageFactory(parent=series) for _ in range(2))
    assert articles_tags.heat(in_lists(second)) < articles_tags.heat(in_lists(first))


def latest(count=3):
    return articles_tags.latest_articles({"request": RequestFactory().get("/")}, count)


def test_latest_articles_are_the_newest():
    for age in range(4):
        ArticlePageFactory(title=f"Age {age}", first_published_at=timezone.now() - timezone.timedelta(days=age))
    assert [article.title for article in latest(2)] == ["Age 0", "Age 1"]


def test_latest_articles_leave_out_drafts():
    ArticlePageFactory(live=False)
    assert latest() == []


def test_latest_articles_leave_out_private_ones():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series)
    make_private(series)
    assert latest() == []


def test_latest_articles_come_from_the_site_shown():
    ArticlePageFactory()
    HomePageFactory(slug="another-site")
    assert latest() == []


def test_there_are_no_latest_articles_without_a_request():
    ArticlePageFactory()
    assert articles_tags.latest_articles({}) == []


def test_series_on_another_page_has_its_parts():
    series = SeriesPageFactory()
    ArticlePageFactory(title="One", parent=series)
    assert [part.title for part in articles_tags.series_of(series).parts] == ["One"]


def test_draft_series_is_not_shown_elsewhere():
    assert articles_tags.series_of(SeriesPageFactory(live=False)) is None


def test_deleted_series_is_not_shown_elsewhere():
    assert articles_tags.series_of(None) is None


def test_private_series_shows_no_part_elsewhere():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series)
    make_private(series)
    assert articles_tags.series_of(series).parts == []


def test_series_below_a_private_page_shows_no_part_elsewhere():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series)
    make_private(series.get_parent())
    assert articles_tags.series_of(series).parts == []


def test_person_has_the_articles_they_wrote_and_those_they_reviewed():
    person = TeamMemberPageFactory()
    CredentialFactory(person=person, number="EX-1")
    written, reviewed = ArticlePageFactory(author=person), ArticlePageFactory(reviewer=person)
    sign_off(reviewed)
    assert articles_tags.articles_of(person) == {"written": [written], "reviewed": [reviewed]}


def test_person_has_reviewed_nothing_that_only_waits_for_their_review():
    person = TeamMemberPageFactory()
    ArticlePageFactory(reviewer=person)
    assert articles_tags.articles_of(person)["reviewed"] == []


def test_person_has_no_article_of_somebody_else():
    ArticlePageFactory(author=TeamMemberPageFactory())
    assert articles_tags.articles_of(TeamMemberPageFactory()) == {"written": [], "reviewed": []}


def test_persons_drafts_are_not_listed():
    person = TeamMemberPageFactory()
    ArticlePageFactory(author=person, live=False)
    assert articles_tags.articles_of(person)["written"] == []


def test_persons_articles_take_one_query(django_assert_num_queries):
    person = TeamMemberPageFactory()
    ArticlePageFactory.create_batch(2, author=person)
    with django_assert_num_queries(1):
        articles_tags.articles_of(person)


def test_series_names_each_author_once():
    series, author = SeriesPageFactory(), TeamMemberPageFactory()
    ArticlePageFactory.create_batch(2, parent=series, author=author)
    assert articles_tags.people_of(series.series)["authors"] == [author]


def test_series_names_its_reviewers():
    series, reviewer = SeriesPageFactory(), make_reviewer().team_member_page
    sign_off(ArticlePageFactory(parent=series, reviewer=reviewer))
    assert articles_tags.people_of(series.series)["reviewers"] == [reviewer]


def test_series_names_no_reviewer_of_a_part_that_was_edited_since():
    series, reviewer = SeriesPageFactory(), make_reviewer().team_member_page
    part = ArticlePageFactory(parent=series, reviewer=reviewer)
    sign_off(part)
    part.title = "Edited"
    part.save_revision().publish()
    assert articles_tags.people_of(series.series)["reviewers"] == []


def test_series_names_nobody_whose_page_is_private():
    series, author = SeriesPageFactory(), TeamMemberPageFactory()
    ArticlePageFactory(parent=series, author=author)
    make_private(author)
    assert articles_tags.people_of(series.series)["authors"] == []


def test_series_names_nobody_of_a_part_that_is_only_announced():
    series, author = SeriesPageFactory(), TeamMemberPageFactory()
    ArticlePageFactory(parent=series, author=author, live=False, is_announced=True)
    assert articles_tags.people_of(series.series)["authors"] == []


def test_series_changed_when_its_newest_part_did():
    series, day = SeriesPageFactory(), timezone.now()
    ArticlePageFactory(parent=series, last_published_at=day - timezone.timedelta(days=1))
    ArticlePageFactory(parent=series, last_published_at=day)
    assert articles_tags.people_of(series.series)["changed"] == day


def test_series_without_parts_has_never_changed():
    assert articles_tags.people_of(SeriesPageFactory().series)["changed"] is None


def test_related_articles_share_the_topic():
    topic = TopicFactory()
    article, other = ArticlePageFactory(topic=topic), ArticlePageFactory(topic=topic)
    ArticlePageFactory(topic=TopicFactory())
    assert articles_tags.related_articles(article) == [other]


def test_article_without_a_topic_has_no_related_ones():
    ArticlePageFactory()
    assert articles_tags.related_articles(ArticlePageFactory()) == []


def test_part_of_a_series_has_no_related_articles():
    topic = TopicFactory()
    ArticlePageFactory(topic=topic)
    assert articles_tags.related_articles(ArticlePageFactory(topic=topic, parent=SeriesPageFactory())) == []
