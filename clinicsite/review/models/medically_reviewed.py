"""What a page needs to stand under medical review."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from clinicsite.review.clinical_content import CLINICAL_FIELDS
from clinicsite.review.models.review_standing import ReviewStanding


class MedicallyReviewedMixin(models.Model):
    """A page with an author and a medical reviewer that only a sign-off, or leave with a reason, makes public."""

    author = models.ForeignKey(
        "people.TeamMemberPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("author"),
    )
    reviewer = models.ForeignKey(
        "people.TeamMemberPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("medical reviewer"),
        help_text=_("A clinician who did not write the page. Readers see who signed it off, once somebody has."),
    )

    # What a sign-off covers; see clinicsite/review/clinical_content.py.
    clinical_fields = CLINICAL_FIELDS

    review_panels = [FieldRowPanel([FieldPanel("author"), FieldPanel("reviewer")])]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.author_id and self.author_id == self.reviewer_id:
            raise ValidationError({"reviewer": _("The medical reviewer is somebody other than the author.")})

    @cached_property
    def standing(self) -> ReviewStanding:
        """How the live page stands with its review; an unsaved row where it was never published.

        A sample sign-off stays behind in it where code made a real page of a sample one. It says nothing there.
        """
        row = self.read_standing() or ReviewStanding(page_id=self.alias_of_id or self.pk)
        if row.review and not row.review.counts_for(self):
            row.review, row.is_covered, row.next_due_on = None, False, None
        return row

    def read_standing(self) -> ReviewStanding | None:
        """The row with its sign-off. One query."""
        key = self.alias_of_id or self.pk
        return ReviewStanding.objects.with_review().filter(page_id=key).first() if key else None

    @property
    def signed_by_id(self) -> int | None:
        """The team page of whoever signed off what readers see, or its last version that was signed."""
        return self.standing.review.reviewer_page_id if self.standing.review else None
