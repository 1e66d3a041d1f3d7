"""How often pages are reviewed, and what happens when they are not."""

from django.apps import apps
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable, Page

from clinicsite.review.cadence import DEFAULT_MONTHS, MOST_MONTHS
from clinicsite.review.models.medically_reviewed import MedicallyReviewedMixin

MONTHS = [MinValueValidator(1), MaxValueValidator(MOST_MONTHS)]


class OverduePolicy(models.TextChoices):
    """What readers and search engines notice of an overdue page. Each one includes those before it."""

    BADGE = "badge", _("A badge beside the byline")
    BANNER = "banner", _("Badge, and a banner above the text")
    NOINDEX = "noindex", _("Badge, banner, and hidden from search engines")


def clinical_page_types() -> list[type[Page]]:
    """Every page type that is medically reviewed."""
    return [model for model in apps.get_models() if issubclass(model, MedicallyReviewedMixin)]


def page_type_choices() -> list[tuple[str, str]]:
    """Clinical page types by their label."""
    return [(model._meta.label_lower, capfirst(model._meta.verbose_name)) for model in clinical_page_types()]


@register_setting(icon="clipboard-list", order=210)
class ReviewSettings(BaseSiteSetting, ClusterableModel):
    """One row a site."""

    months = models.PositiveSmallIntegerField(
        _("months between reviews"), default=DEFAULT_MONTHS, validators=MONTHS, help_text=_("At most 36.")
    )
    remind_days_before = models.PositiveSmallIntegerField(
        _("first reminder, days before"), default=30, validators=[MaxValueValidator(180)]
    )
    remind_every_days = models.PositiveSmallIntegerField(
        _("repeat reminders every so many days"), default=14, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    overdue_policy = models.CharField(
        _("an overdue page shows"), max_length=10, choices=OverduePolicy.choices, default=OverduePolicy.BANNER
    )
    hides_unreviewed = models.BooleanField(
        _("hide pages from search engines until their first review"),
        default=True,
        help_text=_("Readers with the address can read them; they say plainly that nobody has reviewed them."),
    )
    second_look_of = models.PositiveSmallIntegerField(
        _("second look at one minor edit in"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("1 means every one."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("months"), InlinePanel("intervals", label=_("Page type"), heading=_("Other intervals"))],
            heading=_("How often"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("remind_days_before"), FieldPanel("remind_every_days")])],
            heading=_("Reminders"),
        ),
        MultiFieldPanel([FieldPanel("overdue_policy"), FieldPanel("hides_unreviewed")], heading=_("What readers see")),
        MultiFieldPanel([FieldPanel("second_look_of")], heading=_("Minor edits")),
    ]

    class Meta:
        verbose_name = _("medical review")

    def months_for(self, page_type: type[Page]) -> int:
        """Months until a page of a type is due again."""
        label = page_type._meta.label_lower
        own = next((row.months for row in self.intervals.all() if row.page_type == label), None)
        return min(own or self.months, MOST_MONTHS)

    @property
    def shows_banner(self) -> bool:
        """Above the text of an overdue page."""
        return self.overdue_policy in (OverduePolicy.BANNER, OverduePolicy.NOINDEX)

    @property
    def hides_overdue(self) -> bool:
        """From search engines."""
        return self.overdue_policy == OverduePolicy.NOINDEX


class ReviewInterval(Orderable):
    """Months between reviews for one page type."""

    settings = ParentalKey(ReviewSettings, on_delete=models.CASCADE, related_name="intervals")
    page_type = models.CharField(_("page type"), max_length=80, choices=page_type_choices)
    months = models.PositiveSmallIntegerField(_("months"), default=DEFAULT_MONTHS, validators=MONTHS)

    panels = [FieldRowPanel([FieldPanel("page_type"), FieldPanel("months")])]

    class Meta(Orderable.Meta):
        verbose_name = _("interval")
        constraints = [models.UniqueConstraint(fields=["settings", "page_type"], name="one_interval_a_page_type")]
