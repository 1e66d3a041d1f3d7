"""What structured data needs to know of an article."""

from django.utils import timezone
from django.utils.translation import get_language

from blog.articles.models import ArticlePage
from blog.articles.structured_data import ArticleData, Person, Source
from clinicsite.library.models import Reference
from clinicsite.review.facts import ReviewFacts


def describe(page: ArticlePage, facts: ReviewFacts, publisher: str) -> ArticleData:
    """An article's own words, people and sources, none of which costs a query beyond those of its text."""
    people = page.people
    # What search engines are told is of the present text; one that was edited since has no review.
    review = None if facts.is_edited else facts.review
    return ArticleData(
        url=page.full_url or "",
        headline=page.title,
        description=page.meta_description,
        language=get_language() or "en",
        publisher=publisher,
        published_at=_local(page.first_published_at),
        modified_at=_local(page.last_published_at),
        author=_person(people["author"]) if people["author"] else None,
        reviewer=_reviewer(people["reviewer"], review) if review else None,
        reviewed_at=_local(review.reviewed_at) if review else None,
        sources=tuple(_source(reference) for reference in page.references),
    )


def _source(reference: Reference) -> Source:
    urls = (reference.doi_url, reference.pubmed_url, reference.pmc_url, reference.url)
    return Source(reference.title, reference.is_study, reference.year, tuple(filter(None, urls)))


def _person(person, credential: str = "") -> Person:
    return Person(person.full_name, person.full_url or "", person.role, credential)


def _reviewer(person, review) -> Person:
    """By the page where it is public, or else by the name that was kept."""
    return _person(person, review.credential) if person else Person(review.reviewer_name, credential=review.credential)


def _local(moment):
    return timezone.localtime(moment) if moment else None
