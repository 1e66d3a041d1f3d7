"""Drafts and publications of the same kind of page, in threads of one process."""

from threading import Event, Thread

import pytest
from django.core.exceptions import ValidationError
from wagtail import blocks

from clinicsite.core.blocks.story import StoryBlock

SECTIONS = [("quote", {"text": "", "who": ""}), ("slow", "x")]


class SlowBlock(blocks.CharBlock):
    """Tells when it is being cleaned, and waits."""

    entered, released = Event(), Event()

    def clean(self, value):
        self.entered.set()
        self.released.wait(10)
        return super().clean(value)


class SlowStoryBlock(StoryBlock):
    slow = SlowBlock()


def stream(block: StoryBlock):
    return block.to_python([{"type": kind, "value": value} for kind, value in SECTIONS])


def test_draft_being_saved_does_not_let_an_empty_section_through():
    block, refused = SlowStoryBlock(), []

    def publish():
        with pytest.raises(ValidationError):
            block.clean(stream(block))
        refused.append(True)

    draft = Thread(target=lambda: block.clean_deferred(stream(block)))
    publication = Thread(target=publish)
    draft.start()
    assert SlowBlock.entered.wait(10)
    publication.start()
    publication.join(0.2)
    SlowBlock.released.set()
    draft.join(10)
    publication.join(10)
    assert refused == [True]


def test_drafts_leave_every_section_as_strict_as_before():
    block = StoryBlock()
    empty = block.to_python([{"type": "text", "value": ""}])
    assert block.clean_deferred(empty)
    with pytest.raises(ValidationError):
        block.clean(empty)
