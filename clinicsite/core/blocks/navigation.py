"""Links, buttons and menus."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from clinicsite.core.blocks.strict import StrictStreamBlock
from clinicsite.core.blocks.text import InlineTextBlock


class LinkValue(blocks.StructValue):
    """A link that knows where it goes."""

    @property
    def href(self) -> str:
        """The address, or an empty string where the page is gone or not public."""
        page = self.get("page")
        if page:
            return page.url if page.live else ""
        return self.get("url") or ""

    @property
    def text(self) -> str:
        """The words of the link; a page's title where none were given."""
        page = self.get("page")
        return self.get("label") or (page.title if page else "")


class LinkBlock(blocks.StructBlock):
    """A page of this site or an address elsewhere, never both."""

    label = blocks.CharBlock(
        label=_("Words"), max_length=60, required=False, help_text=_("Leave empty to use the page's title.")
    )
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Or an address elsewhere"), required=False)

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{label}"
        value_class = LinkValue
        may_be_empty = False

    def clean(self, value):
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors = {}
        if self.meta.may_be_empty and not any(cleaned.values()):
            return cleaned
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            errors["page"] = ValidationError(_("Choose a page or give an address, one of the two."))
        if cleaned.get("url") and not cleaned.get("label"):
            errors["label"] = ValidationError(_("Give the link its words."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


class MainMenuBlock(blocks.StructBlock):
    """The header's links and its one button."""

    links = blocks.ListBlock(LinkBlock(), min_num=1, max_num=6, label=_("Links"))
    button = LinkBlock(label=_("Button"), may_be_empty=True)

    class Meta:
        icon = "list-ul"
        label = _("Main menu")


class FooterGroupBlock(blocks.StructBlock):
    """One list of links in the footer."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=40)
    links = blocks.ListBlock(LinkBlock(), min_num=1, max_num=8, label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Footer list")
        label_format = _("Footer: {heading}")


class MenusStreamBlock(StrictStreamBlock):
    """The site's menus."""

    main_menu = MainMenuBlock()
    footer_group = FooterGroupBlock()

    class Meta:
        block_counts = {"main_menu": {"max_num": 1}, "footer_group": {"max_num": 3}}


class CallToActionBlock(blocks.StructBlock):
    """An invitation: one sentence of what happens next, one button."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = InlineTextBlock(label=_("What happens next"))
    link = LinkBlock(label=_("Button"))

    class Meta:
        icon = "form"
        group = _("Invite")
        label = _("Call to action")
        label_format = _("Call to action: {heading}")
        description = _("One button. At most one on a page, never inside an argument.")
        template = "blocks/call_to_action_block.html"
        preview_value = {
            "heading": "Wondering whether to ask?",
            "text": "<p>A nurse answers every call. We say so if another clinic would serve you better.</p>",
            "link": {"label": "Meet the team", "url": "https://clinic.example.org/"},
        }
