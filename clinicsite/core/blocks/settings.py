"""Blocks that only the site settings use."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from clinicsite.core.blocks.strict import StrictStreamBlock


class UrgentHelpBlock(blocks.StructBlock):
    """Whom to call in one country, in words."""

    country = blocks.ChoiceBlock(
        label=_("Country"),
        choices=[
            ("US", _("United States")),
            ("UK", _("United Kingdom")),
            ("IE", _("Ireland")),
            ("EU", _("European Union")),
            ("AU", _("Australia")),
        ],
    )
    emergency_number = blocks.CharBlock(label=_("Emergency number"), max_length=20, help_text=_("Example: 911."))
    emergency_text = blocks.TextBlock(
        label=_("What to say about emergencies"), rows=2, help_text=_("Plain words, one or two sentences.")
    )
    crisis_name = blocks.CharBlock(label=_("Crisis line"), max_length=120, required=False)
    crisis_phone = blocks.CharBlock(label=_("Number to call"), max_length=30, required=False)
    crisis_text = blocks.TextBlock(label=_("What to say about the crisis line"), rows=3)
    crisis_url = blocks.URLBlock(label=_("Web address"), required=False)

    class Meta:
        icon = "warning"
        label = _("Country")
        label_format = "{country}: {emergency_number}"


class UrgentHelpStreamBlock(StrictStreamBlock):
    """Urgent help, one entry a country."""

    country = UrgentHelpBlock()

    class Meta:
        icon = "warning"
