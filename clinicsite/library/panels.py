"""What the dashboard says about sources."""

from django.utils.translation import gettext_lazy as _

from clinicsite.core.panels import ROWS_SHOWN, PageRow, RowsPanel, pages_for
from clinicsite.library.models import Reference
from clinicsite.library.where_cited import cited_on_pages


class RetractedSourcesPanel(RowsPanel):
    """Pages that cite a source which has been withdrawn."""

    name = "retracted-sources"
    order = 60
    heading = _("Pages that cite a retracted source")
    icon = "warning"

    def get_rows(self):
        references = Reference.objects.retracted().in_bulk()
        cited = cited_on_pages(references)
        if not cited:
            return []
        pages = pages_for(self.request.user, "change").filter(pk__in=cited).order_by("-live", "title")
        return [
            PageRow(
                page=page,
                state=_("Cites %(sources)s") % {"sources": self.names(references, cited[page.pk])},
                when=page.latest_revision_created_at,
                is_urgent=page.live,
            )
            for page in pages[: ROWS_SHOWN + 1]
        ]

    @staticmethod
    def names(references: dict, ids: set[int]) -> str:
        """The sources in question by their short names."""
        return ", ".join(f"“{references[pk].short_name}”" for pk in sorted(ids))
