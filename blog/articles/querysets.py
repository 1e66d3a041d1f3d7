"""Articles in the words of the site."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Cast, Coalesce, Length, Substr
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, get_default_page_content_type
from wagtail.query import PageQuerySet

from clinicsite.library.models import Reference

# Published, or announced as coming, and not private itself.
VISIBLE_PART = Q(live=True) | Q(live=False, is_announced=True, expired=False)
VISIBLE_PART &= Q(view_restrictions__isnull=True)


def _parent_of(path):
    """The tree path of the page above: each level has as many characters."""
    return Substr(path, 1, Length(path) - Page.steplen)


class ArticlePageQuerySet(PageQuerySet):
    """Article queries that never show a draft, a scheduled or a private page by accident."""

    def for_lists(self) -> "ArticlePageQuerySet":
        """Published, public articles, newest first, with what a list row shows and without their bodies."""
        return (
            self.live()
            .unrestricted()
            .with_series()
            .select_related("topic", "author")
            .defer_streamfields()
            .order_by("-first_published_at", "path")
        )

    def unrestricted(self) -> "ArticlePageQuerySet":
        """Articles that are not private, nor below a page that is. Unlike `public()`, in the same query."""
        above = Substr(OuterRef("path"), 1, Length("page__path"))
        return self.exclude(Exists(PageViewRestriction.objects.filter(page__path=above)))

    def with_series(self) -> "ArticlePageQuerySet":
        """Adds `series_title` and `series_slug`, None for an article by itself, and the `part_number` readers see."""
        series = Page.objects.filter(path=_parent_of(OuterRef("path")), seriespage__isnull=False)
        earlier = self.model.objects.filter(VISIBLE_PART, depth=OuterRef("depth"), path__lte=OuterRef("path"))
        siblings = earlier.alias(parent=_parent_of(F("path"))).filter(parent=_parent_of(OuterRef("path")))
        return self.annotate(
            series_title=Subquery(series.values("title")),
            series_slug=Subquery(series.values("slug")),
            part_number=Subquery(siblings.order_by().values("depth").annotate(count=Count("pk")).values("count")),
        )

    def in_reading_order(self) -> "ArticlePageQuerySet":
        """The newest first, but the parts of a series together and from the first: where its newest part would stand.

        Needs `with_series`.
        """
        parts = self.model.objects.live().alias(parent=_parent_of(F("path"))).order_by("-first_published_at")
        newest = parts.filter(parent=_parent_of(OuterRef("path"))).values("first_published_at")[:1]
        by_itself = When(series_title__isnull=True, then=F("first_published_at"))
        return self.annotate(newest_beside=Case(by_itself, default=Subquery(newest))).order_by("-newest_beside", "path")

    def with_person(self, person) -> "ArticlePageQuerySet":
        """Articles that somebody has written or signed off, with `signer_id`, the page of who did."""
        is_theirs = Q(author_id=person.pk) | Q(signer_id=person.pk)
        return self.with_signer().filter(is_theirs) if person.pk else self.none()

    def with_signer(self) -> "ArticlePageQuerySet":
        """Adds `signer_id`, the team page of the reviewer who signed off what readers see; None where nobody did, or
        where it was edited since. A sample sign-off is nobody's on an article that is no sample."""
        counts = Q(review_standing__is_covered=True) & (Q(is_sample=True) | Q(review_standing__review__is_sample=False))
        return self.annotate(signer_id=Case(When(counts, then=F("review_standing__review__reviewer_page_id"))))

    def with_gaps(self) -> "ArticlePageQuerySet":
        """Published articles without an author, a reviewer, a summary or a citation. `cites` says whether one cites."""
        citations = ReferenceIndex.objects.filter(
            base_content_type=get_default_page_content_type(),
            object_id=Cast(OuterRef("pk"), output_field=CharField()),
            to_content_type=ContentType.objects.get_for_model(Reference),
        )
        is_incomplete = Q(author=None) | Q(reviewer=None) | Q(summary="") | Q(cites=False)
        return self.live().annotate(cites=Exists(citations)).filter(is_incomplete).defer_streamfields()

    def parts_of(self, series) -> "ArticlePageQuerySet":
        """The parts of a series in tree order: the published ones, and those announced as coming.

        A part that is a draft, scheduled, expired or private and not announced is left out altogether, so that
        numbers leave no hole. One query, with how each stands with its review: the series' own privacy has been
        checked by whoever shows it.
        """
        parts = self.child_of(series).filter(VISIBLE_PART).with_signer().select_related("review_standing__review")
        return parts.defer_streamfields().order_by("path")

    def numbered(self, pages: PageQuerySet) -> PageQuerySet:
        """The pages below a series with `part_number`, the number each has for readers or would have once published,
        and `is_part`, False for one that has none yet."""
        visible = self.filter(VISIBLE_PART, depth=OuterRef("depth"))
        earlier = visible.filter(path__lt=OuterRef("path")).alias(parent=_parent_of(F("path")))
        earlier = earlier.filter(parent=_parent_of(OuterRef("path"))).order_by()
        count = Subquery(earlier.values("depth").annotate(count=Count("pk")).values("count"))
        return pages.annotate(
            part_number=Coalesce(count, 0) + 1, is_part=Exists(self.filter(VISIBLE_PART, pk=OuterRef("pk")))
        )
