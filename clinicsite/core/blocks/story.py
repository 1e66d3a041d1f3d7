"""The stream that article-like pages are written in."""

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter
from wagtail.models import Collection

from clinicsite.core.blocks.clinical import (
    CalloutBlock,
    DisclaimerBlock,
    EvidenceBlock,
    GlossaryTermBlock,
    QuestionsBlock,
    RisksBlock,
    StepsBlock,
    TakeawaysBlock,
)
from clinicsite.core.blocks.effects import EffectSizesBlock
from clinicsite.core.blocks.media import DiagramBlock, FigureBlock, VideoBlock
from clinicsite.core.blocks.navigation import CallToActionBlock
from clinicsite.core.blocks.strict import StrictStreamBlock
from clinicsite.core.blocks.table import CaptionedTableBlock
from clinicsite.core.blocks.text import ChecklistBlock, HeadingBlock, QuoteBlock, SubheadingBlock, TextBlock


def anchor_for(block_id: str) -> str:
    """The address of a section inside its page, from the block's own id, so that rewording keeps it."""
    return f"s-{str(block_id).replace('-', '')[:8]}"


class StoryBlock(StrictStreamBlock):
    """Sections of running text. Groups are named for what an editor means to do."""

    takeaways = TakeawaysBlock()
    heading = HeadingBlock()
    subheading = SubheadingBlock()
    text = TextBlock()
    quote = QuoteBlock()
    figure = FigureBlock()
    diagram = DiagramBlock()
    steps = StepsBlock()
    questions = QuestionsBlock()
    table = CaptionedTableBlock()
    glossary = GlossaryTermBlock()
    video = VideoBlock()
    evidence = EvidenceBlock()
    effects = EffectSizesBlock()
    callout = CalloutBlock()
    risks = RisksBlock()
    checklist = ChecklistBlock()
    disclaimer = DisclaimerBlock()
    call_to_action = CallToActionBlock()

    class Meta:
        block_counts = {"takeaways": {"max_num": 1}, "call_to_action": {"max_num": 1}}

    def find_faults(self, value, errors: dict[int, list]) -> None:
        has_heading = False
        for index, block in enumerate(value):
            has_heading = has_heading or block.block_type == "heading"
            if block.block_type == "subheading" and not has_heading:
                errors[index].append(_("A subheading stands below a section heading. Add the section heading first."))


PASTE_WORDS = {
    "pasted": _(
        "Pasted. Headings: %h, texts: %x, tables: %t. Read it through once: what this site does not use is gone."
    ),
    "undo": _("Undo"),
    "undone": _("The text is as it was before."),
    "uploading": _("The picture is being uploaded."),
    "pictureAdded": _("The picture is in a new figure. Say what it shows."),
    "pastedPicture": _("Pasted picture"),
    "noPicture": _("Only pictures can be dropped here."),
    "refused": _("The picture could not be taken. Choose it by “Figure” instead."),
}


class StoryBlockAdapter(StreamBlockAdapter):
    """Wagtail's stream in the browser, and what static/js/admin/story_block.js does with pasted words and pictures."""

    js_constructor = "clinicsite.StoryBlock"

    def js_args(self, block):
        root = Collection.get_first_root_node()
        upload = {"address": reverse("wagtailimages_chooser:create"), "collection": root.pk if root else ""}
        return [*super().js_args(block), PASTE_WORDS, upload]

    @cached_property
    def media(self):
        return super().media + forms.Media(js=["js/admin/pasted.js", "js/admin/story_block.js"])


register(StoryBlockAdapter(), StoryBlock)
