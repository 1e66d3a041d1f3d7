"""What readers looked for and did not find."""

import datetime

from django.db import models
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DAYS_KEPT = 30
LEAST_SHOWN = 3


class MissedSearchQuerySet(models.QuerySet):
    """Sums of days."""

    def shown(self, today: datetime.date | None = None):
        """(words, times, last day) of what was asked often enough within thirty days, the most frequent first."""
        first = (today or timezone.localdate()) - datetime.timedelta(days=DAYS_KEPT - 1)
        rows = self.filter(day__gte=first).values("words").annotate(times=Sum("count"), last=Max("day"))
        return rows.filter(times__gte=LEAST_SHOWN).order_by("-times", "words")

    def outdated(self, today: datetime.date | None = None):
        """Those that are kept no longer."""
        return self.filter(day__lte=(today or timezone.localdate()) - datetime.timedelta(days=DAYS_KEPT))


class MissedSearch(models.Model):
    """How often some words found nothing on one day. Neither who asked nor at what time is known to anybody."""

    day = models.DateField(_("day"))
    words = models.CharField(_("words"), max_length=40)
    count = models.PositiveIntegerField(_("times"), default=0)

    objects = MissedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("search without a result")
        verbose_name_plural = _("searches without a result")
        default_permissions = ()
        permissions = [("see_missed_searches", _("Can see what readers searched for without a result"))]
        constraints = [models.UniqueConstraint(fields=["day", "words"], name="missed_search_once_a_day")]

    def __str__(self):
        return f"{self.day.isoformat()}: {self.words}"
