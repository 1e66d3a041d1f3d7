"""Comparison tables with a caption and real headers."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from clinicsite.core.blocks.text import InlineTextBlock


class CaptionedTableBlock(blocks.StructBlock):
    """A table whose first column heads the rows and whose first row heads the columns."""

    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Words"), required=False)),
            ("rich_text", InlineTextBlock(label=_("Words with references"), required=False)),
        ],
        label=_("Table"),
        help_text=_("Give every column a heading and the table a caption. The first column names each row."),
    )
    note = InlineTextBlock(label=_("Note under the table"), required=False)

    class Meta:
        icon = "table"
        group = _("Explain")
        label = _("Table")
        description = _("A comparison with a caption and headers. Scrolls by itself on phones.")
        template = "blocks/table_block.html"
        preview_value = {
            "table": {
                "columns": [{"type": "text", "heading": "Medicine"}, {"type": "text", "heading": "What was seen"}],
                "rows": [{"values": ["Grapefruit juice", "Higher levels of an oral dose"]}],
                "caption": "Foods and medicines that change levels",
            }
        }

    def clean(self, value):
        cleaned = super().clean(value)
        table = cleaned["table"]
        if self.is_deferred_validation:
            return cleaned
        if not table.caption or not all((column["heading"] or "").strip() for column in table.columns):
            message = _("A table needs a caption and a heading for every column.")
            raise blocks.StructBlockValidationError(block_errors={"table": ValidationError(message)})
        if not table.columns or not table.row_data:
            message = _("A table needs at least one column and one row.")
            raise blocks.StructBlockValidationError(block_errors={"table": ValidationError(message)})
        return cleaned
