"""The stream that article-like pages are written in."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

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
from clinicsite.core.blocks.media import DiagramBlock, FigureBlock, VideoBlock
from clinicsite.core.blocks.navigation import CallToActionBlock
from clinicsite.core.blocks.table import CaptionedTableBlock
from clinicsite.core.blocks.text import ChecklistBlock, HeadingBlock, QuoteBlock, SubheadingBlock, TextBlock


def anchor_for(block_id: str) -> str:
    """The address of a section inside its page, from the block's own id, so that rewording keeps it."""
    return f"s-{str(block_id).replace('-', '')[:8]}"


class StoryBlock(blocks.StreamBlock):
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
    callout = CalloutBlock()
    risks = RisksBlock()
    checklist = ChecklistBlock()
    disclaimer = DisclaimerBlock()
    call_to_action = CallToActionBlock()

    class Meta:
        block_counts = {"takeaways": {"max_num": 1}, "call_to_action": {"max_num": 1}}

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            errors = defaultdict(list)
            self.find_faults(cleaned, errors)
            if errors:
                raise blocks.StreamBlockValidationError(
                    block_errors={index: ValidationError(messages) for index, messages in errors.items()}
                )
        return cleaned

    def find_faults(self, value, errors: dict[int, list]) -> None:
        """Collect what keeps the stream from being published, as messages by the block's position."""
        has_heading = False
        for index, block in enumerate(value):
            has_heading = has_heading or block.block_type == "heading"
            if block.block_type == "subheading" and not has_heading:
                errors[index].append(_("A subheading stands below a section heading. Add the section heading first."))
