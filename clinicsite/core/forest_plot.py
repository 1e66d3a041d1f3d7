"""Where the marks of a forest plot stand: numbers in, coordinates out. No database, no markup.

One unit is one unit of the drawing's viewBox. Two drawings are made of the same rows: a narrow one for phones, with
each label above its line, and a wide one with the labels beside the lines.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

TICKS_WANTED = 5
HALF_SQUARE = 5
RATIO_TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class Effect:
    """One row: what was compared, the estimate and its range."""

    label: str
    estimate: float
    low: float
    high: float


@dataclass(frozen=True)
class Layout:
    """The measures of one drawing."""

    width: int
    plot_left: int
    plot_right: int
    label_letters: int
    line_height: int
    labels_above: bool


NARROW = Layout(width=320, plot_left=10, plot_right=310, label_letters=38, line_height=20, labels_above=True)
WIDE = Layout(width=640, plot_left=250, plot_right=620, label_letters=30, line_height=20, labels_above=False)


@dataclass(frozen=True)
class Mark:
    """One row of the drawing. `label` holds (y, words) a line; `number` is what stands at the mark."""

    label: list[tuple[float, str]]
    y: float
    low: float
    high: float
    estimate: float
    number: str
    number_x: float
    number_anchor: str

    @property
    def number_y(self) -> float:
        """The foot of the number above the mark."""
        return self.y - 11

    @property
    def square_x(self) -> float:
        """The left edge of the square at the estimate."""
        return round(self.estimate - HALF_SQUARE, 1)

    @property
    def square_y(self) -> float:
        """Its upper edge."""
        return self.y - HALF_SQUARE

    @property
    def range_path(self) -> str:
        """The line from low to high with a stroke at each end."""
        return f"M{self.low} {self.y}H{self.high}m0-5v10M{self.low} {self.y - 5}v10"


@dataclass(frozen=True)
class Plot:
    """A drawing: rows, the line of no difference, and the ticks as (x, words)."""

    width: int
    height: float
    left: int
    right: int
    marks: list[Mark]
    null_x: float
    axis_y: float
    ticks: list[tuple[float, str]]
    is_narrow: bool

    @property
    def tick_y(self) -> float:
        """The foot of the words below the axis."""
        return self.axis_y + 22


def formatted(number: float) -> str:
    """At most two decimals, none trailing, and a true minus: `-15.8` becomes `−15.8`."""
    text = f"{number:,.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "0") else text.replace("-", "\u2212")


def nice_ticks(low: float, high: float) -> list[float]:
    """About five round numbers from low to high."""
    span = high - low
    if not span:
        return [low]
    step = 10 ** math.floor(math.log10(span / TICKS_WANTED))
    step *= next(factor for factor in (1, 2, 5, 10) if span / (step * factor) <= TICKS_WANTED)
    first = math.ceil(low / step - 1e-9)
    return [round(index * step, 10) for index in range(first, math.floor(high / step + 1e-9) + 1)]


def plot_of(effects: Sequence[Effect], layout: Layout, *, null_value: float, is_ratio: bool) -> Plot:
    """Coordinates for a drawing. Ratios stand on a logarithmic scale; all their numbers must be above zero."""
    low = min([null_value, *(effect.low for effect in effects)])
    high = max([null_value, *(effect.high for effect in effects)])
    scale = math.log if is_ratio else float
    padding = (scale(high) - scale(low)) * 0.08 or 1.0
    start, end = scale(low) - padding, scale(high) + padding

    def x(number: float) -> float:
        share = (scale(number) - start) / (end - start)
        return round(layout.plot_left + share * (layout.plot_right - layout.plot_left), 1)

    marks, y = [], 14.0
    for effect in effects:
        mark, y = _mark(effect, layout, y, x)
        marks.append(mark)
    ticks = [tick for tick in RATIO_TICKS if low <= tick <= high] if is_ratio else nice_ticks(low, high)
    if null_value not in ticks:
        ticks = sorted([*ticks, null_value])
    return Plot(
        width=layout.width,
        height=y + 34,
        left=layout.plot_left,
        right=layout.plot_right,
        marks=marks,
        null_x=x(null_value),
        axis_y=y,
        ticks=_apart([(x(tick), formatted(tick)) for tick in ticks], x(null_value)),
        is_narrow=layout.labels_above,
    )


def _mark(effect: Effect, layout: Layout, y: float, x) -> tuple[Mark, float]:
    """A row that begins at a height, and the height at which the next one begins."""
    lines = wrap(effect.label, layout.label_letters, max_lines=3, placeholder="…") or [""]
    height = layout.line_height * len(lines)
    # The number stands above the mark; beside the labels, the row is as high as the higher of the two.
    line_y = y + height + 24 if layout.labels_above else y + max(30, height / 2 + 8)
    first = y if layout.labels_above else line_y - layout.line_height * (len(lines) - 1) / 2 + 5
    label = [(round(first + index * layout.line_height, 1), line) for index, line in enumerate(lines)]
    number = f"{formatted(effect.estimate)} ({formatted(effect.low)} to {formatted(effect.high)})"
    middle, half = x(effect.estimate), len(number) * 3.9
    anchor, number_x = "middle", middle
    if middle - half < layout.plot_left:
        anchor, number_x = "start", layout.plot_left
    elif middle + half > layout.plot_right:
        anchor, number_x = "end", layout.plot_right
    mark = Mark(label, line_y, x(effect.low), x(effect.high), middle, number, number_x, anchor)
    return mark, max(line_y + 26, first + height + 10)


def _apart(ticks: list[tuple[float, str]], keep: float) -> list[tuple[float, str]]:
    """Ticks whose words do not touch; the one at the line of no difference always stays."""
    kept = [tick for tick in ticks if tick[0] == keep]
    for tick in ticks:
        if all(abs(tick[0] - other[0]) > 4.5 * (len(tick[1]) + len(other[1])) for other in kept):
            kept.append(tick)
    return sorted(kept)
