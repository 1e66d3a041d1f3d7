"""A part copied as the next draft."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import COMMENTS_RELATION_NAME

from blog.articles.actions import duplicate_part
from blog.articles.errors import NotAllowed
from blog.articles.models import ArticlePage
from blog.comments.models import Comment
from tests.factories.comments import CommentFactory
from tests.factories.pages import ArticlePageFactory, SeriesPageFactory, story
from tests.factories.people import TeamMemberPageFactory
from tests.factories.users import UserFactory, person_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(home):
    return person_in("Editors")


@pytest.fixture
def series(home):
    return SeriesPageFactory()


def ids_of(page) -> set[str]:
    return {block.id for block in page.body}


def test_copy_is_a_draft(editor, series):
    copy = duplicate_part(part=ArticlePageFactory(parent=series), user=editor)
    assert not copy.live
    assert copy.first_published_at is None


def test_copy_stands_right_behind_its_original(editor, series):
    first = ArticlePageFactory(parent=series, title="One")
    ArticlePageFactory(parent=series, title="Two")
    duplicate_part(part=first, user=editor)
    titles = ArticlePage.objects.child_of(series).order_by("path").values_list("title", flat=True)
    assert list(titles) == ["One", "One (copy)", "Two"]


def test_copy_has_the_newest_words(editor, series):
    part = ArticlePageFactory(parent=series)
    part.body = story(("text", "<p>Newer words.</p>"))
    part.save_revision()
    copy = duplicate_part(part=ArticlePage.objects.get(pk=part.pk), user=editor)
    assert "Newer words." in str(copy.body)


def test_newest_revision_of_the_copy_has_the_words_too(editor, series):
    copy = duplicate_part(part=ArticlePageFactory(parent=series), user=editor)
    latest = copy.get_latest_revision_as_object()
    assert (latest.title, ids_of(latest)) == (copy.title, ids_of(copy))


def test_sections_of_the_copy_have_addresses_of_their_own(editor, series):
    part = ArticlePageFactory(parent=series, body=story(("heading", {"text": "Why"}), ("text", "<p>So.</p>")))
    copy = duplicate_part(part=part, user=editor)
    assert len(ids_of(copy)) == 2
    assert ids_of(copy).isdisjoint(ids_of(part))


def test_items_of_lists_have_ids_of_their_own(editor, series):
    points = [{"type": "item", "value": "<p>One.</p>", "id": "6a0f3c2e-0000-4000-8000-000000000001"}]
    part = ArticlePageFactory(parent=series, body=story(("takeaways", {"points": points})))
    copy = duplicate_part(part=part, user=editor)
    item = copy.body.raw_data[0]["value"]["points"][0]
    assert item["value"] == "<p>One.</p>"
    assert item["id"] != points[0]["id"]


def test_reviewer_does_not_come_along(editor, series):
    part = ArticlePageFactory(parent=series, author=TeamMemberPageFactory(), reviewer=TeamMemberPageFactory())
    copy = duplicate_part(part=part, user=editor)
    assert (copy.author_id, copy.reviewer_id) == (part.author_id, None)


def test_notes_between_editors_do_not_come_along(editor, series):
    part = ArticlePageFactory(parent=series)
    getattr(part, COMMENTS_RELATION_NAME).create(user=editor, text="Shorter?", contentpath="title")
    copy = duplicate_part(part=part, user=editor)
    assert not getattr(copy, COMMENTS_RELATION_NAME).exists()


def test_comments_of_readers_do_not_come_along(editor, series):
    part = ArticlePageFactory(parent=series)
    CommentFactory(page=part)
    copy = duplicate_part(part=part, user=editor)
    assert not Comment.objects.filter(page=copy).exists()


def test_schedule_and_announcement_do_not_come_along(editor, series):
    soon = timezone.now() + datetime.timedelta(days=1)
    part = ArticlePageFactory(parent=series, live=False, go_live_at=soon, is_announced=True, expected="May")
    copy = duplicate_part(part=part, user=editor).get_latest_revision_as_object()
    assert (copy.go_live_at, copy.is_announced, copy.expected) == (None, False, "")


def test_second_copy_gets_its_own_address(editor, series):
    part = ArticlePageFactory(parent=series, slug="one")
    slugs = {duplicate_part(part=part, user=editor).slug for _time in range(2)}
    assert len(slugs | {"one"}) == 3


def test_original_stays_as_it_is(editor, series):
    part = ArticlePageFactory(parent=series, title="One")
    duplicate_part(part=part, user=editor)
    kept = ArticlePage.objects.get(pk=part.pk)
    assert (kept.title, kept.live, ids_of(kept)) == ("One", True, ids_of(part))


def test_somebody_without_a_role_copies_nothing(series):
    part = ArticlePageFactory(parent=series)
    with pytest.raises(NotAllowed):
        duplicate_part(part=part, user=UserFactory())
    assert ArticlePage.objects.count() == 1
