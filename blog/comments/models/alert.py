"""Somebody may be in danger: who is called, who has answered."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class OnCallShiftQuerySet(models.QuerySet):
    """The rota in the words of the site."""

    def at(self, moment) -> "OnCallShiftQuerySet":
        """Who is on call at a moment, with an account that can sign in; those to call first stand first."""
        return (
            self.filter(starts_at__lte=moment, ends_at__gt=moment, person__is_active=True)
            .select_related("person")
            .order_by("is_second", "starts_at", "pk")
        )


class OnCallShift(models.Model):
    """A stretch of time in which one person answers for urgent comments."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="on_call_shifts", verbose_name=_("person")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    is_second = models.BooleanField(
        _("second in line"), default=False, help_text=_("Is called when the first has not answered in time.")
    )

    objects = OnCallShiftQuerySet.as_manager()
    panels = [
        FieldPanel("person"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("is_second"),
    ]

    class Meta:
        verbose_name = _("on-call shift")
        verbose_name_plural = _("on-call rota")
        ordering = ["starts_at"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_start")]

    def __str__(self):
        return f"{self.person}, {timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The shift ends before it begins.")})


class UrgentAlertQuerySet(models.QuerySet):
    """Alerts in the words of the site."""

    def unanswered(self) -> "UrgentAlertQuerySet":
        """Alerts that nobody has acknowledged."""
        return self.filter(acknowledged_at__isnull=True, closed_at__isnull=True)

    def still_open(self) -> "UrgentAlertQuerySet":
        """Alerts that nobody has closed, the oldest first."""
        return self.filter(closed_at__isnull=True).order_by("raised_at", "pk")


class UrgentAlert(models.Model):
    """A comment that may mean that somebody is in danger. A person acknowledges it, acts, and closes it in words."""

    comment = models.OneToOneField("comments.Comment", on_delete=models.CASCADE, related_name="urgent_alert")
    label = models.CharField(_("kind"), max_length=20)
    raised_at = models.DateTimeField(_("raised"), default=timezone.now)
    notified_at = models.DateTimeField(_("people notified"), null=True, blank=True)
    escalated_at = models.DateTimeField(_("escalated"), null=True, blank=True)
    escalations = models.PositiveSmallIntegerField(_("times escalated"), default=0)
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    steps_taken = models.JSONField(_("steps taken"), default=list, blank=True)
    outcome = models.TextField(_("what was done"), max_length=2000, blank=True)

    objects = UrgentAlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("urgent comment")
        verbose_name_plural = _("urgent comments")
        default_permissions = ()
        permissions = [("handle_urgentalert", _("Can answer urgent comments"))]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
