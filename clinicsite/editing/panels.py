"""What the dashboard says about published pages and about the clock that publishes them."""

from django.db.models import CharField, Count, F, OuterRef, Subquery
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.ui.components import Component

from clinicsite.background.standing import is_runner_silent, last_run
from clinicsite.background.views import may_see
from clinicsite.core.panels import ROWS_SHOWN, PageRow, RowsPanel, pages_for
from clinicsite.editing.models import PageGaps
from clinicsite.editing.page_queries import broken_places, links_to_nothing, with_broken_links


class HeartbeatPanel(Component):
    """Says that nothing runs in the background, and nothing while it does. One query."""

    name = "heartbeat"
    order = 10
    template_name = "wagtailadmin/editing/heartbeat.html"

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context=None):
        return {
            "is_silent": True,
            "last_run": last_run(),
            "background_work_url": reverse("background_work") if may_see(self.request.user) else "",
        }

    def render_html(self, parent_context=None):
        concerns = user_has_any_page_permission(self.request.user) or may_see(self.request.user)
        return super().render_html(parent_context) if concerns and is_runner_silent() else ""


class PageGapsPanel(RowsPanel):
    """Published pages that lack a text alternative or a description."""

    name = "page-gaps"
    order = 260
    heading = _("Published pages without words for pictures or search engines")
    when_heading = _("Published")
    icon = "image"

    def get_rows(self):
        gaps = PageGaps.objects.with_any_gap().filter(page__live=True, page__in=pages_for(self.request.user, "change"))
        newest = gaps.select_related("page").order_by(F("page__last_published_at").desc(nulls_last=True), "pk")
        return [
            PageRow(page=row.page, state=words_for(row), when=row.page.last_published_at)
            for row in newest[: ROWS_SHOWN + 1]
        ]


class BrokenLinksPanel(RowsPanel):
    """Published pages with links that lead nowhere."""

    name = "broken-links"
    order = 270
    heading = _("Links that lead nowhere")
    when_heading = _("Published")
    icon = "link"

    def get_rows(self):
        pages = with_link_counts(with_broken_links(pages_for(self.request.user, "change")))
        newest = pages.order_by(F("last_published_at").desc(nulls_last=True), "pk")
        return [
            PageRow(page=page, state=broken_words(page), when=page.last_published_at)
            for page in newest[: ROWS_SHOWN + 1]
        ]


def words_for(gaps: PageGaps) -> str:
    """What a page lacks: `2 pictures without a text alternative, no description`."""
    words = []
    if gaps.picture_gap_count:
        count = gaps.picture_gap_count
        words.append(
            ngettext(
                "%(count)d picture without a text alternative", "%(count)d pictures without a text alternative", count
            )
            % {"count": count}
        )
    if gaps.lacks_description:
        words.append(str(_("no description for search engines")))
    return capfirst(", ".join(words))


def with_link_counts(pages):
    """Adds `broken_inside` and `broken_outside`: how many links of a page lead nowhere."""
    inside = links_to_nothing().filter(object_id=Cast(OuterRef("pk"), CharField()))
    outside = broken_places().filter(page=OuterRef("pk"))
    return pages.annotate(
        broken_inside=Coalesce(Subquery(inside.order_by().values("object_id").annotate(n=Count("pk")).values("n")), 0),
        broken_outside=Coalesce(Subquery(outside.order_by().values("page").annotate(n=Count("pk")).values("n")), 0),
    )


def broken_words(page) -> str:
    """`1 link to a page that is not public, 2 to other sites that do not answer`."""
    words = []
    if page.broken_inside:
        count = page.broken_inside
        words.append(
            ngettext(
                "%(count)d link to a page that is not public", "%(count)d links to pages that are not public", count
            )
            % {"count": count}
        )
    if page.broken_outside:
        count = page.broken_outside
        words.append(
            ngettext(
                "%(count)d link to an address elsewhere that does not answer",
                "%(count)d links to addresses elsewhere that do not answer",
                count,
            )
            % {"count": count}
        )
    return capfirst(", ".join(words))
