"""The screens on which editors begin, copy and schedule."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from blog.articles.models import ArticlePage, SeriesPage
from tests.factories.pages import ArticleIndexPageFactory, ArticlePageFactory, SeriesPageFactory
from tests.factories.review import make_ready_article, sign_off
from tests.factories.users import person_in

pytestmark = pytest.mark.django_db

START, START_SERIES = reverse("articles_start"), reverse("articles_start_series")


@pytest.fixture
def desk(client, home):
    client.force_login(person_in("Editors"))
    return client


@pytest.fixture
def series(home):
    return SeriesPageFactory(title="Nerves")


def plan(series, parts, **changes):
    day = timezone.localdate() + datetime.timedelta(days=3)
    return {
        "parts": [part.pk for part in parts], "first_day": day.isoformat(), "hour": "09:00", "every": 1, "unit": "7",
        **changes,
    }  # fmt: skip


def drafts(series, count=2):
    """Parts that are complete and signed."""
    parts = [make_ready_article(parent=series, title=f"Part {number}") for number in range(1, count + 1)]
    for part in parts:
        sign_off(part)
    return parts


def schedule_url(series):
    return reverse("articles_schedule", args=[series.pk])


def test_started_article_opens_in_the_editor(desk, series):
    response = desk.post(START, {"title": "Sleep", "parent": series.pk, "topic": ""})
    assert response.url == reverse("wagtailadmin_pages:edit", args=[ArticlePage.objects.get().pk])


def test_place_of_the_link_is_chosen_already(desk, series):
    assert desk.get(START, {"parent": series.pk}).context["form"].initial == {"parent": str(series.pk)}


def test_missing_title_loses_nothing(desk, series):
    response = desk.post(START, {"title": "", "parent": series.pk, "topic": ""})
    assert response.context["form"].errors.keys() == {"title"}
    assert response.context["form"]["parent"].value() == str(series.pk)


@pytest.mark.parametrize("count", ["1", "13", "-1", "six", ""])
def test_series_has_two_to_twelve_parts(desk, count):
    index = ArticleIndexPageFactory()
    values = {"title": "Nerves", "parent": index.pk, "part_count": count, "part_titles": ""}
    assert "part_count" in desk.post(START_SERIES, values).context["form"].errors
    assert not SeriesPage.objects.exists()


def test_started_series_shows_its_parts(desk):
    index = ArticleIndexPageFactory()
    values = {"title": "Nerves", "parent": index.pk, "part_count": "3", "part_titles": "One\n\n  Two  \n"}
    response = desk.post(START_SERIES, values)
    assert response.url == reverse("wagtailadmin_explore", args=[SeriesPage.objects.get().pk])
    assert list(ArticlePage.objects.order_by("path").values_list("title", flat=True)) == [
        "One",
        "Two",
        "Nerves, part 3",
    ]


def test_more_titles_than_parts_are_refused(desk):
    index = ArticleIndexPageFactory()
    values = {"title": "Nerves", "parent": index.pk, "part_count": "2", "part_titles": "One\nTwo\nThree"}
    form = desk.post(START_SERIES, values).context["form"]
    assert "3 titles for 2 parts" in form.errors["part_titles"][0]


@pytest.mark.parametrize("address", [START, START_SERIES])
def test_moderator_may_begin_nothing(client, home, address):
    ArticleIndexPageFactory()
    client.force_login(person_in("Moderators"))
    assert client.get(address).url == reverse("wagtailadmin_home")


def test_copy_opens_in_the_editor(desk, series):
    part = ArticlePageFactory(parent=series)
    response = desk.post(reverse("articles_duplicate", args=[part.pk]))
    copy = ArticlePage.objects.exclude(pk=part.pk).get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[copy.pk])


def test_looking_at_the_question_copies_nothing(desk, series):
    part = ArticlePageFactory(parent=series)
    assert desk.get(reverse("articles_duplicate", args=[part.pk])).status_code == 200
    assert ArticlePage.objects.count() == 1


def test_editor_of_a_part_offers_the_copy(desk, series):
    part = ArticlePageFactory(parent=series)
    content = desk.get(reverse("wagtailadmin_pages:edit", args=[part.pk])).content.decode()
    assert reverse("articles_duplicate", args=[part.pk]) in content


def test_list_of_a_series_offers_the_schedule(desk, series):
    content = desk.get(reverse("wagtailadmin_explore", args=[series.pk])).content.decode()
    assert schedule_url(series) in content


def test_dates_are_shown_before_anything_is_scheduled(desk, series):
    parts = drafts(series)
    response = desk.post(schedule_url(series), plan(series, parts))
    days = [line.planned.moment.date() for line in response.context["preview"]]
    assert days[1] - days[0] == datetime.timedelta(days=7)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_dates_that_were_shown_are_scheduled(desk, series):
    parts = drafts(series)
    response = desk.post(schedule_url(series), plan(series, parts, apply="1"))
    assert response.url == reverse("wagtailadmin_explore", args=[series.pk])
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 2


def test_parts_go_live_in_the_order_of_the_series(desk, series):
    first, second = drafts(series)
    response = desk.post(schedule_url(series), plan(series, [second, first]))
    assert [line.page.pk for line in response.context["preview"]] == [first.pk, second.pk]


def test_lost_hour_is_named(desk, series):
    parts = drafts(series, 1)
    response = desk.post(schedule_url(series), plan(series, parts, first_day="2027-03-14", hour="02:30"))
    assert "02:30 does not exist" in response.content.decode()


def test_doubled_hour_is_named(desk, series):
    parts = drafts(series, 1)
    response = desk.post(schedule_url(series), plan(series, parts, first_day="2027-11-07", hour="01:30"))
    assert "01:30 comes twice" in response.content.decode()


def test_refused_part_is_named_with_the_reason(desk, series):
    good, bad = drafts(series)
    bad.summary = ""
    bad.save_revision(clean=False)
    response = desk.post(schedule_url(series), plan(series, [good, bad], apply="1"))
    assert "Summary: This field cannot be blank." in response.content.decode()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_time_that_has_passed_is_refused(desk, series):
    response = desk.post(schedule_url(series), plan(series, drafts(series), first_day="2020-01-01"))
    assert "first_day" in response.context["form"].errors


def test_part_of_another_series_is_refused(desk, series):
    stranger = ArticlePageFactory(parent=SeriesPageFactory(), live=False)
    response = desk.post(schedule_url(series), plan(series, [stranger], apply="1"))
    assert "parts" in response.context["form"].errors


def test_contributor_may_not_schedule(client, series):
    client.force_login(person_in("Contributors"))
    assert client.get(schedule_url(series)).url == reverse("wagtailadmin_home")


def test_series_without_drafts_says_so(desk, series):
    ArticlePageFactory(parent=series)
    assert "nothing to schedule" in desk.get(schedule_url(series)).content.decode()
