"""How the comments of a site are run."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


class SiteMode(models.TextChoices):
    """What holds where no page says anything else."""

    OPEN = "open", _("Open: readers may comment")
    READ_ONLY = "read-only", _("Read-only: earlier comments stay, no new ones")
    HIDDEN = "hidden", _("Hidden: no comments and no form")


class ThreadOrder(models.TextChoices):
    """In which order threads stand."""

    OLDEST = "oldest", _("Oldest first")
    NEWEST = "newest", _("Newest first")
    HELPFUL = "helpful", _("Most helpful first")


class SecondPerson(models.TextChoices):
    """When a reply in the clinic's name needs two people."""

    NEVER = "never", _("Never")
    OWN_WORDS = "own-words", _("Unless it is an approved reply, unchanged")
    ALWAYS = "always", _("Always")


def days(name, default, help_text, **options):
    """A field for a number of days, at most ten years."""
    return models.PositiveSmallIntegerField(
        name, default=default, validators=[MaxValueValidator(3650)], help_text=help_text, **options
    )


def ancestor_paths(page) -> list[str]:
    """The places in the tree of the pages above a page. No query."""
    return [page.path[:end] for end in range(page.steplen, len(page.path), page.steplen)]


class CommentsSettingsQuerySet(models.QuerySet):
    """Settings in the words of the site."""

    def for_page(self, page) -> "CommentsSettings | None":
        """The settings of the site a page belongs to, None where nobody has saved any. One query."""
        paths = [*ancestor_paths(page), page.path] if page.path else []
        rows = self.filter(site__root_page__path__in=paths).order_by(
            "-site__root_page__depth", "-site__is_default_site"
        )
        return rows.first()


@register_setting(icon="comment", order=110)
class CommentsSettings(BaseSiteSetting):
    """One row a site."""

    mode = models.CharField(_("comments"), max_length=10, choices=SiteMode.choices, default=SiteMode.OPEN)
    closes_after_days = days(
        _("close after days"), None, _("Counted from a page's first publication. Empty: never."), null=True, blank=True
    )
    closes_without_rota = models.BooleanField(
        _("close while nobody is on the rota"),
        default=False,
        help_text=_("Forms give way to a plain notice as long as nobody is on call for urgent comments."),
    )
    order = models.CharField(
        _("order of threads"), max_length=10, choices=ThreadOrder.choices, default=ThreadOrder.OLDEST
    )
    has_votes = models.BooleanField(_("readers may mark comments as helpful"), default=True)
    edit_minutes = models.PositiveSmallIntegerField(
        _("minutes to edit"),
        default=60,
        validators=[MaxValueValidator(10080)],
        help_text=_("How long writers may change a comment after it was sent. Every edit is read by a moderator."),
    )
    usual_hours = models.PositiveSmallIntegerField(
        _("usual hours until a comment is read"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
        help_text=_(
            "The only place where a time is promised: writers see it after sending, until 20 decisions are on record; "
            "then the real time is shown. Count the days on which nobody reads."
        ),
    )
    lets_trusted_through = models.BooleanField(
        _("let trusted writers through"),
        default=False,
        help_text=_(
            "Lets a writer with a proved address and enough approved comments publish, by a link mailed for that very "
            "comment, before anybody has read it, if triage finds nothing in it. Risk: triage misses most indirect "
            "signs of a crisis and some identifying details, and what is public can be copied before you remove it."
        ),
    )
    trusted_after = models.PositiveSmallIntegerField(
        _("approved comments that make a writer trusted"),
        default=5,
        validators=[MinValueValidator(3), MaxValueValidator(1000)],
    )
    second_person = models.CharField(
        _("replies of the clinic need a second person"),
        max_length=10,
        choices=SecondPerson.choices,
        default=SecondPerson.OWN_WORDS,
    )
    alert_minutes = models.PositiveSmallIntegerField(
        _("minutes until an urgent comment is escalated"),
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
    )
    alert_calls = models.PositiveSmallIntegerField(
        _("repeated calls for one urgent comment, at most"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(500)],
        help_text=_(
            "Repeated six times at the pace above, then once an hour at most. After this number no more mail goes out; "
            "the comment stays open and on the dashboard until a person closes it."
        ),
    )
    alert_email = models.EmailField(
        _("address for urgent comments"),
        blank=True,
        help_text=_(
            "Is told when nobody is on the rota, and of every repeated call. Empty: everybody who may answer is told "
            "when nobody is on the rota. The mail holds no word of the comment."
        ),
    )
    digest_email = models.EmailField(
        _("address for the daily digest"), blank=True, help_text=_("How many comments wait, in which lanes. No text.")
    )
    digest_sent_on = models.DateField(null=True, editable=False)
    pending_days = days(_("keep undecided comments for days"), 90, _("Then they are erased. 0 keeps them."))
    refused_days = days(_("keep refused comments for days"), 30, _("Then they are erased. 0 keeps them."))
    spam_days = days(_("keep spam for days"), 7, _("Then it is erased. 0 keeps it."))
    addresses_days = days(
        _("keep addresses for days after the last comment"), 365, _("Then they are erased. 0 keeps them.")
    )

    objects = CommentsSettingsQuerySet.as_manager()

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("mode"), FieldPanel("closes_after_days"), FieldPanel("closes_without_rota")],
                        heading=_("Where nothing else is said"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("order"),
                            FieldPanel("has_votes"),
                            FieldPanel("edit_minutes"),
                            FieldPanel("usual_hours"),
                        ],
                        heading=_("For readers"),
                    ),
                ],
                heading=_("Readers"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("alert_minutes"),
                            FieldPanel("alert_calls"),
                            FieldPanel("alert_email"),
                            FieldPanel("digest_email"),
                        ],
                        heading=_("Notices"),
                    ),
                    FieldPanel("second_person"),
                    MultiFieldPanel(
                        [FieldPanel("lets_trusted_through"), FieldPanel("trusted_after")],
                        heading=_("Publishing before anybody has read it"),
                    ),
                ],
                heading=_("Moderation"),
            ),
            ObjectList(
                [
                    FieldPanel("pending_days"),
                    FieldPanel("refused_days"),
                    FieldPanel("spam_days"),
                    FieldPanel("addresses_days"),
                ],
                heading=_("Retention"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("comments")
