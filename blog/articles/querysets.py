"""Articles in the words of the site."""

from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex, get_default_page_content_type
from wagtail.query import PageQuerySet

from clinicsite.library.models import Reference


class ArticlePageQuerySet(PageQuerySet):
    """Article queries that never show a draft, a scheduled or a private page by accident."""

    def for_lists(self) -> "ArticlePageQuerySet":
        """Published, public articles, newest first, with what a list row shows and without their bodies."""
        return (
            self.live()
            .public()
            .select_related("topic", "author")
            .defer_streamfields()
            .order_by("-first_published_at", "path")
        )

    def with_person(self, person) -> "ArticlePageQuerySet":
        """Articles that somebody has written or reviewed."""
        return self.filter(Q(author_id=person.pk) | Q(reviewer_id=person.pk)) if person.pk else self.none()

    def with_gaps(self) -> "ArticlePageQuerySet":
        """Published articles without an author, a reviewer, a summary or a citation. `cites` says whether one cites."""
        citations = ReferenceIndex.objects.filter(
            base_content_type=get_default_page_content_type(),
            object_id=Cast(OuterRef("pk"), output_field=CharField()),
            to_content_type=ContentType.objects.get_for_model(Reference),
        )
        is_incomplete = Q(author=None) | Q(reviewer=None) | Q(summary="") | Q(cites=False)
        return self.live().annotate(cites=Exists(citations)).filter(is_incomplete).defer_streamfields()

    def parts_of(self, *series) -> "ArticlePageQuerySet":
        """The parts of one or more series in tree order: the published ones, and those announced as coming.

        A part that is a draft, scheduled, expired or private and not announced is left out altogether, so that
        numbers leave no hole. One query: the series' own privacy has been checked by whoever shows it.
        """
        is_announced = Q(live=False, is_announced=True, expired=False)
        return (
            self.filter(reduce(or_, [self.child_of_q(page) for page in series]))
            .filter(Q(live=True) | is_announced)
            .filter(view_restrictions__isnull=True)
            .defer_streamfields()
            .order_by("path")
        )
