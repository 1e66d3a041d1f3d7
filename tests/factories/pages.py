"""Pages of every subject but people. A page made without a parent gets the tree above it."""

import json
from uuid import NAMESPACE_URL, uuid5

import factory
import wagtail_factories
from factory.django import DjangoModelFactory
from wagtail.models import Page, Site

from blog.articles.models import ArticleIndexPage, ArticlePage, SeriesPage, Topic
from clinicsite.clinic.models import HomePage, StandardPage
from clinicsite.library.models import GlossaryPage


def story(*sections: tuple) -> str:
    """A stream body from (block type, value) pairs, as the database stores it. The same sections get the same ids."""
    return json.dumps(
        [
            {"type": block_type, "value": value, "id": str(uuid5(NAMESPACE_URL, f"{position}-{block_type}"))}
            for position, (block_type, value) in enumerate(sections)
        ]
    )


class ChildPageFactory(wagtail_factories.PageFactory):
    """A page below a parent whose number of children may have changed since it was read."""

    class Meta:
        abstract = True

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        parent.refresh_from_db(fields=["path", "depth", "numchild"])
        return super()._create_instance(model_class, parent, kwargs)


class HomePageFactory(ChildPageFactory):
    """The front door of the default site, which it becomes the root of."""

    parent = factory.LazyFunction(Page.get_first_root_node)
    title = "Alder Quay Pain Clinic"
    slug = factory.Sequence(lambda number: f"home-{number}")
    headline = "Pain care that says what it does not know"
    introduction = "A clinic by the river. We explain what the evidence shows."

    class Meta:
        model = HomePage

    @classmethod
    def _after_postgeneration(cls, instance, create, results=None):
        super()._after_postgeneration(instance, create, results)
        if create:
            Site.objects.filter(is_default_site=True).update(root_page=instance)
            Site.clear_site_root_paths_cache()


def first_or_new(model, page_factory):
    """A declaration: the first page of a type, made where there is none."""
    return factory.LazyFunction(lambda: model.objects.first() or page_factory())


class StandardPageFactory(ChildPageFactory):
    """A page of text without any text."""

    parent = first_or_new(HomePage, HomePageFactory)
    title = factory.Sequence(lambda number: f"About {number}")

    class Meta:
        model = StandardPage


class GlossaryPageFactory(ChildPageFactory):
    """The glossary."""

    parent = first_or_new(HomePage, HomePageFactory)
    title = "Glossary"
    slug = factory.Sequence(lambda number: f"glossary-{number}")

    class Meta:
        model = GlossaryPage


class ArticleIndexPageFactory(ChildPageFactory):
    """The list of articles."""

    parent = first_or_new(HomePage, HomePageFactory)
    title = "Articles"
    slug = factory.Sequence(lambda number: f"articles-{number}")

    class Meta:
        model = ArticleIndexPage


class SeriesPageFactory(ChildPageFactory):
    """A series without parts."""

    parent = first_or_new(ArticleIndexPage, ArticleIndexPageFactory)
    title = factory.Sequence(lambda number: f"Series {number}")
    summary = "For people with pain that lasts."

    class Meta:
        model = SeriesPage


class TopicFactory(DjangoModelFactory):
    """A subject of articles."""

    name = factory.Sequence(lambda number: f"Topic {number}")
    slug = factory.Sequence(lambda number: f"topic-{number}")

    class Meta:
        model = Topic


class ArticlePageFactory(ChildPageFactory):
    """A published article of one paragraph. Give a series as `parent` to make it a part."""

    parent = first_or_new(ArticleIndexPage, ArticleIndexPageFactory)
    title = factory.Sequence(lambda number: f"Article {number}")
    summary = "What the article says, in a sentence."
    body = story(("text", "<p>Pain can last after tissue has healed.</p>"))

    class Meta:
        model = ArticlePage
