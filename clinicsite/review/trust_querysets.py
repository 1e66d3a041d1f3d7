"""Questions about corrections, readers' reports and reviewers' links."""

from django.db import models
from django.utils import timezone

from clinicsite.review.errors import NoteIsFinal


class ChangeNoteQuerySet(models.QuerySet):
    """Corrections and change notes. They can be added and read."""

    def for_page(self, page):
        """Those of one page, the newest first."""
        return self.filter(page_id=page.pk)

    def without_earlier_text(self):
        """For lists: the earlier text is long."""
        return self.defer("earlier_content")

    def update(self, **values):
        """Refused."""
        raise NoteIsFinal

    def bulk_update(self, *args, **options):
        """Refused."""
        raise NoteIsFinal

    def delete(self):
        """Refused."""
        raise NoteIsFinal


class ErrorReportQuerySet(models.QuerySet):
    """What readers reported."""

    def still_open(self):
        """New, or accepted and not answered yet."""
        return self.filter(status__in=["new", "accepted"])

    def overdue(self, today=None):
        """Open past the day they were due."""
        return self.still_open().filter(due_on__lt=today or timezone.localdate())

    def with_words(self):
        """Those whose words were not erased yet."""
        return self.filter(erased_at__isnull=True)


class DraftLinkQuerySet(models.QuerySet):
    """Links for reviewers without a login."""

    def for_page(self, page):
        """Those of one page."""
        return self.filter(page_id=page.pk)

    def for_list(self):
        """With what a list shows of each."""
        links = self.select_related("page__latest_revision", "made_by", "reviewer_page").annotate(
            visit_count=models.Count("visits", distinct=True), comment_count=models.Count("comments", distinct=True)
        )
        # Grouped rows have no order of their own.
        return links.order_by("-made_at", "-pk")
