"""Where the marks of a forest plot stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicsite.core.forest_plot import NARROW, WIDE, Effect, formatted, nice_ticks, plot_of

LAYOUTS = pytest.mark.parametrize("layout", [NARROW, WIDE], ids=["narrow", "wide"])
numbers = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False).map(lambda number: round(number, 3))


def plot(*triples, layout=WIDE, null_value=0.0, is_ratio=False):
    effects = [Effect("A label that is rather long and needs a second line", *triple) for triple in triples]
    return plot_of(effects, layout, null_value=null_value, is_ratio=is_ratio)


@LAYOUTS
def test_marks_stand_in_the_order_of_their_numbers(layout):
    mark = plot((-12, -20, 3), layout=layout).marks[0]
    assert layout.plot_left < mark.low < mark.estimate < mark.high < layout.plot_right


@LAYOUTS
def test_line_of_no_difference_is_inside(layout):
    drawing = plot((-12, -20, -3), layout=layout)
    assert drawing.marks[0].high < drawing.null_x < layout.plot_right


def test_equal_ratios_are_equally_far():
    first, second = plot((1, 0.5, 2), (2, 1, 4), null_value=1, is_ratio=True).marks
    assert first.high - first.estimate == pytest.approx(second.high - second.estimate, abs=0.2)


@LAYOUTS
def test_rows_do_not_touch(layout):
    rows = plot(*[(1, 0, 2)] * 12, layout=layout).marks
    lowest = [max(mark.y + 6, *(y for y, _words in mark.label)) for mark in rows]
    highest = [min(mark.number_y - 14, *(y - 14 for y, _words in mark.label)) for mark in rows]
    assert all(above < below for above, below in zip(lowest, highest[1:], strict=False))


@LAYOUTS
def test_label_ends_before_the_drawing(layout):
    lines = [words for mark in plot((1, 0, 2), layout=layout).marks for _y, words in mark.label]
    assert max(map(len, lines)) <= layout.label_letters


@given(st.lists(st.tuples(numbers, numbers, numbers).map(sorted), min_size=1, max_size=12))
def test_everything_stays_on_the_paper(rows):
    drawing = plot(*[(middle, low, high) for low, middle, high in rows])
    places = [place for mark in drawing.marks for place in (mark.low, mark.estimate, mark.high, mark.number_x)]
    assert all(0 <= place <= drawing.width for place in [*places, drawing.null_x])
    assert all(mark.y < drawing.axis_y < drawing.height for mark in drawing.marks)


@given(numbers, numbers)
def test_ticks_are_few_and_inside(one, other):
    low, high = sorted((one, other))
    if high - low > 1e-3:
        ticks = nice_ticks(low, high)
        assert len(ticks) <= 7
        assert all(low - 1e-6 <= tick <= high + 1e-6 for tick in ticks)


@pytest.mark.parametrize(
    ("number", "words"), [(-15.8, "−15.8"), (0.5, "0.5"), (-0.0, "0"), (3.0, "3"), (10.094, "10.09"), (2309, "2,309")]
)
def test_numbers_are_written_as_the_house_writes_them(number, words):
    assert formatted(number) == words
