"""Pages of a list that may be very long."""

from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.admin.paginator import WagtailPaginator

# Nobody leafs further, and no database likes to skip more rows than this.
MOST_LISTED = 1_000


class BoundedPaginator(WagtailPaginator):
    """Counts to a limit and leafs to a limit; `total` is an exact number where somebody knows it."""

    total: int | None = None

    @cached_property
    def counted(self) -> int:
        """How many rows there are, at most one more than are listed."""
        if self.total is not None:
            return self.total
        return self.object_list.order_by()[: MOST_LISTED + 1].count()

    @cached_property
    def count(self):
        return min(self.counted, MOST_LISTED)

    @property
    def is_cut(self) -> bool:
        """True where there is more than can be leafed through."""
        return self.counted > MOST_LISTED

    @cached_property
    def items_count_label(self):
        if self.total is None and self.is_cut:
            return gettext("More than %d comments") % MOST_LISTED
        return f"{self.counted} {self.verbose_name if self.counted == 1 else self.verbose_name_plural}"
