"""Which numbers a figure of effect sizes takes."""

import pytest
from wagtail import blocks

from clinicsite.core.blocks.effects import MOST_ROWS, EffectSizesBlock

ROW = {"label": "A study", "estimate": -12.0, "low": -20.0, "high": 3.5, "source": "<p>2019</p>"}


def refused(rows, scale="difference") -> bool:
    block = EffectSizesBlock()
    preview = {**block.meta.preview_value, "scale": scale, "rows": rows}
    try:
        block.clean(block.to_python(preview))
    except blocks.StructBlockValidationError:
        return True
    return False


def test_range_around_the_estimate_is_taken():
    assert not refused([ROW])


@pytest.mark.parametrize("numbers", [{"low": -1.0}, {"high": -13.0}, {"low": 9.0, "high": 1.0}, {"estimate": 4.0}])
def test_estimate_outside_its_range_is_refused(numbers):
    assert refused([{**ROW, **numbers}])


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), 1e12])
@pytest.mark.parametrize("name", ["estimate", "low", "high"])
def test_number_without_end_is_refused(name, number):
    assert refused([{**ROW, name: number}])


def test_estimate_may_be_an_end_of_its_range():
    assert not refused([{**ROW, "low": -12.0, "high": -12.0}])


@pytest.mark.parametrize("count", [0, MOST_ROWS + 1])
def test_number_of_rows_is_bounded(count):
    assert refused([ROW] * count)


def test_twelve_rows_are_taken():
    assert not refused([ROW] * MOST_ROWS)


def test_ratio_below_zero_is_refused():
    assert refused([ROW], scale="ratio")


def test_ratio_above_zero_is_taken():
    assert not refused([{**ROW, "low": 1.05, "estimate": 3.26, "high": 10.09}], scale="ratio")


def test_draft_may_be_unfinished():
    block = EffectSizesBlock()
    preview = {**block.meta.preview_value, "rows": [{**ROW, "low": None}]}
    assert block.clean_deferred(block.to_python(preview))["rows"][0]["low"] is None
