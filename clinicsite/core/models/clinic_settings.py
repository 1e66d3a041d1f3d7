"""What the clinic is called, how it is reached, and what to say to somebody in danger."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField

from clinicsite.core.blocks.settings import UrgentHelpStreamBlock
from clinicsite.core.blocks.text import PLAIN_FEATURES
from clinicsite.core.models.checked_text import CheckedText


class Country(models.TextChoices):
    """Countries whose emergency and crisis wording the settings hold."""

    UNITED_STATES = "US", _("United States")
    UNITED_KINGDOM = "UK", _("United Kingdom")
    IRELAND = "IE", _("Ireland")
    EUROPEAN_UNION = "EU", _("European Union")
    AUSTRALIA = "AU", _("Australia")


@register_setting(icon="home", order=100)
class ClinicSettings(CheckedText, BaseSiteSetting):
    """One row a site. Every text that more than one page shows and that a clinic must be able to change."""

    name = models.CharField(_("name"), max_length=120, default="Alder Quay Pain Clinic")
    short_name = models.CharField(
        _("short name"), max_length=40, default="Alder Quay", help_text=_("Beside the mark in the header.")
    )
    strapline = models.CharField(
        _("line under the short name"), max_length=40, blank=True, help_text=_("Example: Pain clinic.")
    )
    legal_name = models.CharField(_("legal name"), max_length=160, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("email"), blank=True)
    address = models.TextField(_("address"), blank=True, help_text=_("One line a row, as on an envelope."))
    opening_hours = models.TextField(
        _("opening hours"), blank=True, help_text=_("One line a row. Example: Monday to Thursday, 8 am to 5 pm.")
    )
    is_sample = models.BooleanField(
        _("sample site"), default=False, help_text=_("Tells every reader that clinic, people and places are invented.")
    )

    country = models.CharField(
        _("country"),
        max_length=2,
        choices=Country.choices,
        default=Country.UNITED_STATES,
        help_text=_("Decides which emergency and crisis lines readers see."),
    )
    urgent_help = StreamField(
        UrgentHelpStreamBlock(),
        blank=True,
        verbose_name=_("urgent help by country"),
        help_text=_("Stands above the footer of every page and beside every comment form."),
    )

    footer_sentence = models.CharField(_("sentence in the footer"), max_length=160, blank=True)
    legal_line = models.CharField(_("legal line in the footer"), max_length=300, blank=True)
    medical_disclaimer = RichTextField(_("medical disclaimer"), features=PLAIN_FEATURES, blank=True)
    funding_statement = RichTextField(
        _("interests and funding"),
        features=PLAIN_FEATURES,
        blank=True,
        help_text=_("Say that the clinic sells what it writes about, and who pays for the site."),
    )
    comments_introduction = models.CharField(
        _("line above the comments"),
        max_length=300,
        blank=True,
        help_text=_(
            "Who reads a comment before it appears. Promise no time here: writers see it from Settings > Comments."
        ),
    )
    comments_privacy_warning = models.CharField(
        _("privacy warning at the comment form"),
        max_length=400,
        blank=True,
        help_text=_("Ask readers to leave out names, contact details, record numbers and doses."),
    )
    comments_policy_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("comments policy"),
    )
    editorial_policy_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("editorial policy"),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("privacy notice"),
    )
    contact_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("contact page"),
    )

    select_related = ["comments_policy_page", "editorial_policy_page", "privacy_page", "contact_page"]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("name"),
                            FieldPanel("short_name"),
                            FieldPanel("strapline"),
                            FieldPanel("legal_name"),
                            FieldPanel("is_sample"),
                        ],
                        heading=_("Name"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("phone"), FieldPanel("email"), FieldPanel("address"), FieldPanel("opening_hours")],
                        heading=_("Contact"),
                    ),
                ],
                heading=_("Clinic"),
            ),
            ObjectList([FieldPanel("country"), FieldPanel("urgent_help")], heading=_("Urgent help")),
            ObjectList(
                [
                    FieldPanel("footer_sentence"),
                    FieldPanel("legal_line"),
                    FieldPanel("medical_disclaimer"),
                    FieldPanel("funding_statement"),
                ],
                heading=_("Legal texts"),
            ),
            ObjectList(
                [FieldPanel("comments_introduction"), FieldPanel("comments_privacy_warning")], heading=_("Comments")
            ),
            ObjectList(
                [
                    FieldPanel("comments_policy_page"),
                    FieldPanel("editorial_policy_page"),
                    FieldPanel("privacy_page"),
                    FieldPanel("contact_page"),
                ],
                heading=_("Pages"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("clinic")

    @cached_property
    def help_for_country(self):
        """The urgent-help wording for the clinic's country (a StructValue), or None where nobody wrote it."""
        for block in self.urgent_help:
            if block.value["country"] == self.country:
                return block.value
        return None
