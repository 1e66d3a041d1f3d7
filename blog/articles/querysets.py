"""Articles in the words of the site."""

from django.db.models import Q
from wagtail.query import PageQuerySet


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

    def parts_of(self, series) -> "ArticlePageQuerySet":
        """The parts of a series in tree order: the published ones, and those announced as coming.

        A part that is a draft, scheduled, expired or private and not announced is left out altogether, so that
        numbers leave no hole. One query: the series' own privacy has been checked by whoever shows it.
        """
        is_announced = Q(live=False, is_announced=True, expired=False)
        return (
            self.child_of(series)
            .filter(Q(live=True) | is_announced)
            .filter(view_restrictions__isnull=True)
            .defer_streamfields()
            .order_by("path")
        )
