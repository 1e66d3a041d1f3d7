"""Gaps and links in the words of the editor's day."""

from django.db.models import Q, QuerySet

FIRST_ERROR_STATUS = 400
# Sites that refuse programs, not people.
ANSWERS_TO_PROGRAMS = (401, 403, 429, 999)


class PageGapsQuerySet(QuerySet):
    """Rows by what is missing."""

    def with_any_gap(self) -> "PageGapsQuerySet":
        """Pages that lack a text alternative or a description."""
        return self.filter(Q(picture_gap_count__gt=0) | Q(lacks_description=True))


class OutgoingLinkQuerySet(QuerySet):
    """Links by how they answered."""

    def broken(self) -> "OutgoingLinkQuerySet":
        """Links that could not be reached, or answered that there is nothing."""
        is_error = Q(status__gte=FIRST_ERROR_STATUS) & ~Q(status__in=ANSWERS_TO_PROGRAMS)
        return self.filter(is_error | ~Q(fault=""), checked_at__isnull=False)
