"""What a new article starts with: sections in the order readers need them, and notes on what belongs in each.

The sections hold headings and no sentences, so that nothing can be published that nobody wrote.
"""

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Section:
    """A block to begin with. `note` is a comment to the editor, who resolves it; `anchor` is the child it stands at."""

    block_type: str
    value: object
    note: str = ""
    anchor: str = ""


def _item(value: str = "") -> dict:
    return {"type": "item", "value": value, "id": str(uuid.uuid4())}


def sections_of_an_article() -> list[Section]:
    """The template of an article, in the words of the language in force."""
    nothing = {"common": [], "serious": [], "long_term": [], "who_should_not": [], "get_help": []}
    return [
        Section("takeaways", {"points": [_item()]}),
        Section("heading", {"text": _("What is it?")}, _("Say it in one sentence a neighbor would use."), "text"),
        Section("text", ""),
        Section(
            "heading",
            {"text": _("What did the studies find?")},
            _("Every number and every effect needs a reference: press the quotation mark in the text and choose one."),
            "text",
        ),
        Section("text", ""),
        Section(
            "heading",
            {"text": _("What are the risks?")},
            _("Treatment is never described without its risks. Fill in every list, or say why one is empty."),
            "text",
        ),
        Section("risks", {"title": _("Side effects to know about"), **nothing}),
        Section("heading", {"text": _("When should you get help?")}),
        Section("callout", {"urgency": "emergency", "title": _("Call for help now if"), "text": ""}),
        Section("heading", {"text": _("What could you ask your doctor?")}),
        Section("checklist", {"title": _("Questions to bring with you"), "items": [_item()], "numbered": True}),
    ]


def stored_story(sections: list[Section]) -> tuple[list[dict], list[tuple[str, str]]]:
    """The stream as the database stores it, and the (content path, note) pairs for the editor."""
    story, notes = [], []
    for section in sections:
        block_id = str(uuid.uuid4())
        story.append({"type": section.block_type, "value": section.value, "id": block_id})
        if section.note:
            notes.append((f"body.{block_id}.{section.anchor}", section.note))
    return story, notes


def with_new_ids(value):
    """A stored stream with new ids for every block and list item, and so with new anchors."""
    if isinstance(value, dict):
        fresh = {key: with_new_ids(nested) for key, nested in value.items()}
        is_block = {"type", "value"} <= value.keys() <= {"type", "value", "id"}
        return {**fresh, "id": str(uuid.uuid4())} if is_block else fresh
    if isinstance(value, (list, tuple)):
        return [with_new_ids(nested) for nested in value]
    return value
