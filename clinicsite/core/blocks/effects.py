"""Effect sizes with their ranges, drawn from the editor's numbers."""

import math

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from clinicsite.core.blocks.text import InlineTextBlock
from clinicsite.core.forest_plot import NARROW, WIDE, Effect, Plot, formatted, plot_of

MOST_ROWS = 12
FARTHEST = 1e9


class EffectSizeBlock(blocks.StructBlock):
    """One estimate with its range."""

    label = blocks.CharBlock(
        label=gettext_lazy("What was compared"),
        max_length=90,
        help_text=gettext_lazy("Example: Ketamine through a drip, soon after treatment."),
    )
    estimate = blocks.FloatBlock(label=gettext_lazy("Estimate"))
    low = blocks.FloatBlock(label=gettext_lazy("Lower end of the range"))
    high = blocks.FloatBlock(label=gettext_lazy("Upper end of the range"))
    source = InlineTextBlock(
        label=gettext_lazy("Source"), help_text=gettext_lazy("Who and when, with the reference behind it.")
    )

    class Meta:
        icon = "evidence"
        label_format = "{label}: {estimate}"

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation and (errors := _faults_of(cleaned)):
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


def _faults_of(value) -> dict[str, ValidationError]:
    numbers = {name: value.get(name) for name in ("low", "estimate", "high")}
    errors = {
        name: ValidationError(_("Give a finite number."))
        for name, number in numbers.items()
        if number is None or not math.isfinite(number) or abs(number) > FARTHEST
    }
    if not errors and not numbers["low"] <= numbers["estimate"]:
        errors["low"] = ValidationError(_("The lower end is not above the estimate."))
    if not errors and not numbers["estimate"] <= numbers["high"]:
        errors["high"] = ValidationError(_("The upper end is not below the estimate."))
    return errors


class EffectSizesValue(blocks.StructValue):
    """The figure's rows as numbers, and its two drawings."""

    @property
    def is_ratio(self) -> bool:
        """True where the numbers say how many times as likely."""
        return self.get("scale") == "ratio"

    @property
    def null_value(self) -> float:
        """The number that means no difference."""
        return 1.0 if self.is_ratio else 0.0

    @property
    def complete_rows(self) -> list:
        """The rows that can be drawn. A draft may hold others."""
        return [row for row in self.get("rows") or [] if not _faults_of(row) and self.fits_scale(row)]

    def fits_scale(self, row) -> bool:
        """A ratio is above zero."""
        return not self.is_ratio or (row.get("low") or 0) > 0

    @property
    def plots(self) -> list[Plot]:
        """The narrow and the wide drawing, or none."""
        effects = [Effect(row["label"] or "", row["estimate"], row["low"], row["high"]) for row in self.complete_rows]
        if not effects:
            return []
        return [
            plot_of(effects, layout, null_value=self.null_value, is_ratio=self.is_ratio) for layout in (NARROW, WIDE)
        ]

    @property
    def table_rows(self) -> list[dict]:
        """The same numbers for the table."""
        return [
            {
                "label": row["label"],
                "source": row["source"],
                **{name: formatted(row[name]) for name in ("estimate", "low", "high")},
            }
            for row in self.complete_rows
        ]

    @property
    def in_words(self) -> str:
        """Everything the drawing shows, for people who do not see it."""
        words = _("%(label)s: %(estimate)s, range %(low)s to %(high)s.")
        rows = [words % row for row in self.table_rows]
        line = _("The line of no difference stands at %(number)s. To its left: %(lower)s. To its right: %(higher)s.")
        sides = {"lower": self.get("lower_means") or "", "higher": self.get("higher_means") or ""}
        return " ".join([*rows, line % {"number": formatted(self.null_value), **sides}])


class EffectSizesBlock(blocks.StructBlock):
    """A forest plot: estimates, ranges and the line of no difference, with the numbers in a table below."""

    title = blocks.CharBlock(
        label=gettext_lazy("Title"),
        max_length=120,
        help_text=gettext_lazy("What was measured. Example: Difference in pain soon after treatment."),
    )
    scale = blocks.ChoiceBlock(
        label=gettext_lazy("Kind of number"),
        choices=[
            ("difference", gettext_lazy("Difference: 0 means no difference")),
            ("ratio", gettext_lazy("Ratio, such as a risk ratio: 1 means no difference")),
        ],
        default="difference",
    )
    unit = blocks.CharBlock(
        label=gettext_lazy("Unit"), max_length=80, help_text=gettext_lazy("Example: points out of 100, or risk ratio.")
    )
    lower_means = blocks.CharBlock(
        label=gettext_lazy("Left of the line means"),
        max_length=36,
        help_text=gettext_lazy("In words, with the group it speaks for. Example: less pain with ketamine."),
    )
    higher_means = blocks.CharBlock(
        label=gettext_lazy("Right of the line means"),
        max_length=36,
        help_text=gettext_lazy("Example: more pain with ketamine."),
    )
    rows = blocks.ListBlock(
        EffectSizeBlock(label=gettext_lazy("Row")),
        min_num=1,
        max_num=MOST_ROWS,
        label=gettext_lazy("Rows"),
        help_text=gettext_lazy("At most twelve, all in the same unit. Take numbers from the source; work out none."),
    )
    caption = InlineTextBlock(
        label=gettext_lazy("Caption"),
        help_text=gettext_lazy("What to see in it, with the limit: how sure, and what the range allows."),
    )

    class Meta:
        icon = "evidence"
        group = gettext_lazy("Prove")
        label = gettext_lazy("Effect sizes")
        label_format = gettext_lazy("Effect sizes: {title}")
        description = gettext_lazy("Draws estimates with their ranges from your numbers, with a table below.")
        template = "blocks/effect_sizes_block.html"
        value_class = EffectSizesValue
        preview_value = {
            "title": "Difference in pain, three invented studies",
            "scale": "difference",
            "unit": "points out of 100",
            "lower_means": "less pain with treatment",
            "higher_means": "more pain with treatment",
            "rows": [
                {"label": "First study", "estimate": -12, "low": -20.5, "high": -3.5, "source": "<p>2019</p>"},
                {"label": "Second study", "estimate": 1, "low": -6, "high": 8, "source": "<p>2021</p>"},
                {"label": "Both together", "estimate": -5.5, "low": -14, "high": 3, "source": "<p>2024</p>"},
            ],
            "caption": "<p>Taken together, the range reaches across the line of no difference.</p>",
        }

    def clean(self, value):
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors = {
            index: blocks.StructBlockValidationError(block_errors={"low": ValidationError(_("A ratio is above zero."))})
            for index, row in enumerate(cleaned["rows"])
            if not cleaned.fits_scale(row)
        }
        if errors:
            raise blocks.StructBlockValidationError(
                block_errors={"rows": blocks.ListBlockValidationError(block_errors=errors)}
            )
        return cleaned
