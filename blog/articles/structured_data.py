"""An article in the words of schema.org. Pure: values in, plain dictionaries out.

`lastReviewed` and `reviewedBy` say that the present text was reviewed: they are there only where a sign-off covers it.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Person:
    """Somebody with a page of their own, or only a name."""

    name: str
    url: str = ""
    job_title: str = ""
    credential: str = ""

    def node(self) -> dict:
        """A schema.org Person. Not a Physician, which is a place there."""
        node = {"@type": "Person", "name": self.name}
        if self.url:
            node |= {"@id": f"{self.url}#person", "url": self.url}
        if self.job_title:
            node["jobTitle"] = self.job_title
        if self.credential:
            node["hasCredential"] = {"@type": "EducationalOccupationalCredential", "name": self.credential}
        return node


@dataclass(frozen=True)
class Source:
    """A cited reference. `urls` are its record, DOI and free text, the most lasting first."""

    title: str
    is_study: bool
    year: int | None = None
    urls: tuple[str, ...] = ()

    def node(self) -> dict:
        """A schema.org ScholarlyArticle, or a CreativeWork such as a label or a regulator's page."""
        node = {"@type": "ScholarlyArticle" if self.is_study else "CreativeWork", "name": self.title}
        if self.year:
            node["datePublished"] = str(self.year)
        if self.urls:
            node["url"] = self.urls[0]
        if self.urls[1:]:
            node["sameAs"] = list(self.urls[1:])
        return node


@dataclass(frozen=True)
class ArticleData:
    """What the graph is made of."""

    url: str
    headline: str
    description: str
    language: str
    publisher: str
    published_at: datetime | None = None
    modified_at: datetime | None = None
    author: Person | None = None
    reviewer: Person | None = None
    reviewed_at: datetime | None = None
    sources: tuple[Source, ...] = ()


def article_graph(article: ArticleData) -> dict:
    """A MedicalWebPage and the Article it shows, linked by their ids."""
    page_id, article_id = f"{article.url}#page", f"{article.url}#article"
    page = {
        "@type": "MedicalWebPage",
        "@id": page_id,
        "url": article.url,
        "name": article.headline,
        "description": article.description,
        "inLanguage": article.language,
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "mainEntity": {"@id": article_id},
        "lastReviewed": article.reviewed_at.date().isoformat() if article.reviewed_at else None,
        "reviewedBy": article.reviewer.node() if article.reviewer and article.reviewed_at else None,
    }
    text = {
        "@type": "Article",
        "@id": article_id,
        "headline": article.headline,
        "description": article.description,
        "inLanguage": article.language,
        "mainEntityOfPage": {"@id": page_id},
        "datePublished": article.published_at.isoformat() if article.published_at else None,
        "dateModified": article.modified_at.isoformat() if article.modified_at else None,
        "author": article.author.node() if article.author else None,
        "publisher": {"@type": "MedicalOrganization", "name": article.publisher},
        "citation": [source.node() for source in article.sources],
    }
    return {"@context": "https://schema.org", "@graph": [_filled(page), _filled(text)]}


def _filled(node: dict) -> dict:
    return {name: value for name, value in node.items() if value not in (None, "", [])}
