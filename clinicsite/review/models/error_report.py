"""What a reader says is wrong with a page."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinicsite.core.sealing import unseal
from clinicsite.review.trust_querysets import ErrorReportQuerySet

REPORT_LENGTH = 2000
ANSWER_LENGTH = 3000


class ReportKind(models.TextChoices):
    """The closed list a reader chooses from."""

    FACT = "fact", _("Something is wrong or out of date")
    SOURCE = "source", _("A source is wrong, missing or retracted")
    UNCLEAR = "unclear", _("Something is hard to understand")
    TONE = "tone", _("The words are hurtful or judge people")
    BROKEN = "broken", _("A link, a picture or a video does not work")
    ACCESS = "access", _("I cannot read or use it, for example with a screen reader")
    OTHER = "other", _("Something else")


class ReportStatus(models.TextChoices):
    """How far the clinic is with it."""

    NEW = "new", _("New")
    ACCEPTED = "accepted", _("Accepted: will be put right")
    DECLINED = "declined", _("Declined: stays as it is")
    ANSWERED = "answered", _("Answered")


CLOSED = (ReportStatus.DECLINED, ReportStatus.ANSWERED)


class ErrorReport(models.Model):
    """One report. Words and address go when their time is over; kind, status and dates stay for the count."""

    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="error_reports", verbose_name=_("page")
    )
    page_title = models.CharField(_("title of the page"), max_length=255)
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=ReportKind.choices)
    text = models.TextField(_("text"), max_length=REPORT_LENGTH, blank=True)
    address_sealed = models.TextField(blank=True)
    submission_key = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("received"), default=timezone.now)
    may_be_urgent = models.BooleanField(_("may tell of somebody in danger"), default=False)

    status = models.CharField(_("status"), max_length=10, choices=ReportStatus.choices, default=ReportStatus.NEW)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("owner"),
        help_text=_("Who sees to it."),
    )
    due_on = models.DateField(_("due"))
    notes = models.TextField(
        _("notes"), max_length=ANSWER_LENGTH, blank=True, help_text=_("For colleagues. The reader never sees them.")
    )
    answer = models.TextField(_("answer"), max_length=ANSWER_LENGTH, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    changed_at = models.DateTimeField(_("last changed"), default=timezone.now)
    erased_at = models.DateTimeField(_("words erased"), null=True)

    objects = ErrorReportQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("error report")
        verbose_name_plural = _("error reports")
        default_permissions = ()
        permissions = [("handle_errorreport", _("Can read and answer readers' error reports"))]
        ordering = ["-may_be_urgent", "due_on", "pk"]
        indexes = [models.Index(fields=["status", "due_on"], name="error_report_queue")]

    def __str__(self):
        return str(_("Report %(number)d") % {"number": self.pk or 0})

    @property
    def is_closed(self) -> bool:
        """True where nothing is left to do."""
        return self.status in CLOSED

    @property
    def is_overdue(self) -> bool:
        """True from the day after the day it was due, until it is closed."""
        return not self.is_closed and self.due_on < timezone.localdate()

    @property
    def has_address(self) -> bool:
        """True where an answer can be mailed."""
        return bool(self.address_sealed)

    @property
    def address(self) -> str:
        """Where the answer goes. Raises CannotOpen."""
        return unseal(self.address_sealed)
