"""What the dashboard says about articles."""

from django.db.models import F
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.articles.models import ArticleIndexPage, ArticlePage, SeriesPage
from clinicsite.core.panels import ROWS_SHOWN, CountSummaryItem, PageRow, RowsPanel, StartLink, pages_for

SERIES_OFFERED = 3


class ArticleGapsPanel(RowsPanel):
    """Published articles that lack what a reader needs to trust them."""

    name = "article-gaps"
    order = 250
    heading = _("Published articles with gaps")
    when_heading = _("Published")
    icon = "warning"

    def get_rows(self):
        articles = pages_for(self.request.user, "change", ArticlePage).with_gaps()
        return [
            PageRow(page=article, state=self.gaps_in(article), when=article.last_published_at)
            for article in articles.order_by(F("last_published_at").desc(nulls_last=True))[: ROWS_SHOWN + 1]
        ]

    @staticmethod
    def gaps_in(article) -> str:
        """What an article lacks, as a sentence part: `No author, no references`."""
        gaps = [
            words
            for is_missing, words in [
                (not article.author_id, _("no author")),
                (not article.reviewer_id, _("no reviewer")),
                (not article.cites, _("no references")),
                (not article.summary, _("no summary")),
            ]
            if is_missing
        ]
        return capfirst(", ".join(str(words) for words in gaps))


class ArticlesSummaryItem(CountSummaryItem):
    """How many articles readers can read."""

    order = 100
    model = ArticlePage
    icon = "doc-full"

    def words(self, count):
        return ngettext("%(count)d article", "%(count)d articles", count) % {"count": count}


def article_start_links(request) -> list[StartLink]:
    """A new part for the series changed last, a new article by itself, a new series: all from the template."""
    series_pages = pages_for(request.user, "add", SeriesPage)
    links = [
        StartLink(
            label=_("New article in “%(series)s”") % {"series": series.title},
            url=start_url("articles_start", series),
            icon="doc-full",
        )
        for series in series_pages.order_by(F("latest_revision_created_at").desc(nulls_last=True))[:SERIES_OFFERED]
    ]
    index = pages_for(request.user, "add", ArticleIndexPage).first()
    if index:
        links += [
            StartLink(label=_("New article by itself"), url=start_url("articles_start", index), icon="doc-empty"),
            StartLink(label=_("New series"), url=start_url("articles_start_series", index), icon="list-ol"),
        ]
    return links


def start_url(name: str, parent) -> str:
    """Where a page is begun from the template, with its place chosen."""
    return f"{reverse(name)}?parent={parent.pk}"
