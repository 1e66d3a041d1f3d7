"""A grade says how sure and from what studies, or nothing."""

import pytest
from wagtail import blocks

from clinicsite.core.blocks.text import HeadingBlock


@pytest.mark.parametrize("grade", [{}, {"certainty": "low", "studies": "trial"}])
def test_whole_grade_or_none_is_taken(grade):
    block = HeadingBlock()
    assert block.clean(block.to_python({"text": "A point", **grade}))["text"] == "A point"


@pytest.mark.parametrize(("half", "missing"), [({"certainty": "low"}, "studies"), ({"studies": "trial"}, "certainty")])
def test_half_a_grade_is_refused_beside_what_is_missing(half, missing):
    block = HeadingBlock()
    with pytest.raises(blocks.StructBlockValidationError) as refused:
        block.clean(block.to_python({"text": "A point", **half}))
    assert set(refused.value.block_errors) == {missing}


def test_draft_may_hold_half_a_grade():
    block = HeadingBlock()
    assert block.clean_deferred(block.to_python({"text": "A point", "certainty": "low"}))
