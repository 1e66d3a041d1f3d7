"""Articles and series from the template."""

import pytest
from wagtail.models import Comment, Page

from blog.articles.actions import start_article, start_series
from blog.articles.errors import NotAllowed
from blog.articles.models import ArticlePage, SeriesPage
from tests.factories.pages import ArticleIndexPageFactory, SeriesPageFactory, StandardPageFactory, TopicFactory
from tests.factories.users import UserFactory, person_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(home):
    return person_in("Editors")


def kinds_of(article) -> list[str]:
    return [block.block_type for block in article.body]


def test_article_starts_as_a_draft(editor):
    assert not start_article(parent=SeriesPageFactory(), title="Sleep", user=editor).live


def test_article_starts_with_the_answer_the_risks_and_when_to_get_help(editor):
    article = ArticlePage.objects.get(pk=start_article(parent=SeriesPageFactory(), title="Sleep", user=editor).pk)
    kinds = kinds_of(article)
    assert kinds[0] == "takeaways"
    assert {"risks", "callout", "checklist"} <= set(kinds)


def test_headings_of_the_template_are_questions(editor):
    article = start_article(parent=SeriesPageFactory(), title="Sleep", user=editor)
    headings = [block.value["text"] for block in article.body if block.block_type == "heading"]
    assert headings
    assert all(heading.endswith("?") for heading in headings)


def test_template_brings_no_sentence_that_could_be_published(editor):
    article = start_article(parent=SeriesPageFactory(), title="Sleep", user=editor)
    texts = [block.value.source for block in article.body if block.block_type == "text"]
    assert texts == [""] * len(texts)


def test_hint_about_references_waits_beside_the_section(editor):
    article = start_article(parent=SeriesPageFactory(), title="Sleep", user=editor)
    notes = {note.contentpath.split(".")[1]: note.text for note in Comment.objects.filter(page=article)}
    sections = {str(block.id): block for block in article.body}
    assert notes.keys() <= sections.keys()
    assert any("needs a reference" in text for text in notes.values())


def test_owner_of_the_draft_is_who_started_it(editor):
    assert start_article(parent=SeriesPageFactory(), title="Sleep", user=editor).owner == editor


def test_topic_goes_along(editor):
    topic = TopicFactory()
    assert start_article(parent=SeriesPageFactory(), title="Sleep", user=editor, topic=topic).topic == topic


def test_second_article_of_the_same_title_gets_its_own_address(editor):
    series = SeriesPageFactory()
    first = start_article(parent=series, title="Sleep", user=editor)
    series.refresh_from_db()
    assert start_article(parent=series, title="Sleep", user=editor).slug != first.slug


def test_contributor_may_start_an_article(home):
    writer = person_in("Contributors")
    assert start_article(parent=SeriesPageFactory(), title="Sleep", user=writer).pk


def test_somebody_without_a_role_may_not_start(home):
    with pytest.raises(NotAllowed):
        start_article(parent=SeriesPageFactory(), title="Sleep", user=UserFactory())


def test_article_does_not_start_where_articles_may_not_stand(editor):
    with pytest.raises(NotAllowed):
        start_article(parent=StandardPageFactory(), title="Sleep", user=editor)


def test_series_starts_with_as_many_drafts_as_titles(editor):
    series = start_series(
        parent=ArticleIndexPageFactory(), title="Nerves", part_titles=["One", "", "Three"], user=editor
    )
    titles = list(ArticlePage.objects.child_of(series).order_by("path").values_list("title", flat=True))
    assert titles == ["One", "Nerves, part 2", "Three"]


def test_series_and_its_parts_are_drafts(editor):
    series = start_series(parent=ArticleIndexPageFactory(), title="Nerves", part_titles=["", ""], user=editor)
    assert not Page.objects.descendant_of(series, inclusive=True).live().exists()


def test_series_that_fails_in_its_last_part_leaves_nothing(editor, monkeypatch):
    index = ArticleIndexPageFactory()
    made = []

    def fail_at_the_second(self, *args, **kwargs):
        made.append(self)
        if len(made) == 2:
            raise RuntimeError
        return save_revision(self, *args, **kwargs)

    save_revision = ArticlePage.save_revision
    monkeypatch.setattr(ArticlePage, "save_revision", fail_at_the_second)
    with pytest.raises(RuntimeError):
        start_series(parent=index, title="Nerves", part_titles=["", ""], user=editor)
    assert not SeriesPage.objects.exists()
    assert not ArticlePage.objects.exists()


def test_series_of_somebody_who_may_not_is_refused(home):
    with pytest.raises(NotAllowed):
        start_series(parent=ArticleIndexPageFactory(), title="Nerves", part_titles=["", ""], user=UserFactory())
