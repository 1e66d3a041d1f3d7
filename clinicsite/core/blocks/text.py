"""Text: the smallest rich-text feature sets that a clinical article needs."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from clinicsite.core.blocks.grades import (
    GradedValue,
    certainty_of_section,
    refuse_half_a_grade,
    studies_behind_section,
)

INLINE_FEATURES = ["bold", "link", "superscript", "subscript", "citation"]
TEXT_FEATURES = ["bold", "link", "ul", "ol", "superscript", "subscript", "citation"]
PLAIN_FEATURES = ["bold", "link", "ul", "ol"]


class InlineTextBlock(blocks.RichTextBlock):
    """A sentence or two: bold, links and citations, no lists and no headings."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": INLINE_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists. Headings are blocks of their own, so that levels cannot be skipped."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        group = _("Write")
        label = _("Text")
        description = _("Paragraphs and lists, with links and references.")
        template = "blocks/text_block.html"
        preview_value = (
            "<p>Pain can last after tissue has healed. Nerve cells that carry the signal may have become "
            "easier to set off.</p><ul><li>It is real pain.</li><li>It can change.</li></ul>"
        )


class HeadingBlock(blocks.StructBlock):
    """The start of a section. Its anchor comes from the block's id, so that rewording breaks no link."""

    text = blocks.CharBlock(
        label=_("Heading"),
        max_length=120,
        help_text=_("Say the point in sentence case. Example: Signals can be amplified."),
    )

    certainty = certainty_of_section()
    studies = studies_behind_section()

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            refuse_half_a_grade(cleaned)
        return cleaned

    class Meta:
        icon = "title"
        group = _("Write")
        label = _("Section heading")
        label_format = _("Section: {text}")
        description = _("Starts a section and appears in the contents list. May say how sure the section is.")
        template = "blocks/heading_block.html"
        value_class = GradedValue
        preview_value = {"text": "Signals can be amplified", "certainty": "low", "studies": "trial"}


class SubheadingBlock(blocks.StructBlock):
    """A heading inside a section."""

    text = blocks.CharBlock(label=_("Subheading"), max_length=120)

    class Meta:
        icon = "title"
        group = _("Write")
        label = _("Subheading")
        label_format = _("Subheading: {text}")
        description = _("Divides a long section. Stands only below a section heading.")
        template = "blocks/subheading_block.html"
        preview_value = {"text": "What this means at home"}


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, with their name."""

    text = InlineTextBlock(label=_("Words"))
    who = blocks.CharBlock(label=_("Who said it"), max_length=120)
    role = blocks.CharBlock(label=_("Role or source"), max_length=160, required=False)
    for_criticism = blocks.BooleanBlock(
        label=_("Quoted to be criticized"),
        required=False,
        help_text=_(
            "For a claim that the text takes apart. Readers see above it that the clinic does not say this, and the "
            "claims check leaves it out. Say in the next paragraph what is wrong with it."
        ),
    )

    class Meta:
        icon = "openquote"
        group = _("Write")
        label = _("Quotation")
        label_format = _("Quotation: {who}")
        description = _("A person's words. Never a slogan, never praise for a treatment.")
        template = "blocks/quote_block.html"
        preview_value = {
            "text": "<p>We would rather say no than offer an infusion that is unlikely to help.</p>",
            "who": "Hannah Lindqvist",
            "role": "Infusion nurse lead",
        }


class ChecklistBlock(blocks.StructBlock):
    """Things to bring, to tell or to ask."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    items = blocks.ListBlock(InlineTextBlock(label=_("Item")), min_num=1, label=_("Items"))
    numbered = blocks.BooleanBlock(
        label=_("Number the items"), required=False, help_text=_("For questions that readers take with them.")
    )

    class Meta:
        icon = "tasks"
        group = _("Protect")
        label = _("Checklist")
        label_format = _("Checklist: {title}")
        description = _("Things to bring, to tell the clinic, or to ask. Prints well.")
        template = "blocks/checklist_block.html"
        preview_value = {
            "title": "Questions to bring with you",
            "items": ["<p>What is the evidence for my condition?</p>", "<p>On what date will we decide?</p>"],
            "numbered": True,
        }
