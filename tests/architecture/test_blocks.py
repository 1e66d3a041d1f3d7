"""Every section an editor can choose explains itself and shows what it will look like."""

import pytest
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail import blocks

from clinicsite.clinic.blocks import HomeStoryBlock
from clinicsite.core.blocks.navigation import MenusStreamBlock
from clinicsite.core.blocks.settings import UrgentHelpStreamBlock
from clinicsite.core.blocks.text import InlineTextBlock, TextBlock
from clinicsite.core.models.clinic_settings import Country
from clinicsite.library.blocks import CitingStoryBlock

STORIES = [CitingStoryBlock(), HomeStoryBlock()]
SECTIONS = [(story, section) for story in STORIES for section in story.child_blocks.values()]
SECTION_IDS = [f"{type(story).__name__}-{section.name}" for story, section in SECTIONS]
PLACEHOLDER_ICON = blocks.Block().meta.icon
for_every_section = pytest.mark.parametrize(("story", "section"), SECTIONS, ids=SECTION_IDS)


def blocks_below(block):
    """A block and everything inside it."""
    yield block
    children = list(getattr(block, "child_blocks", {}).values())
    if isinstance(block, blocks.ListBlock):
        children.append(block.child_block)
    for child in children:
        yield from blocks_below(child)


@for_every_section
def test_section_has_an_icon(story, section):
    assert section.meta.icon not in ("", PLACEHOLDER_ICON)


@for_every_section
def test_section_has_a_group(story, section):
    assert section.meta.group


@for_every_section
def test_section_has_a_description(story, section):
    assert section.get_description()


@for_every_section
def test_section_has_a_template_named_after_it(story, section):
    get_template(section.meta.template)
    assert section.meta.template.startswith("blocks/")
    assert section.meta.template.endswith("_block.html")


@for_every_section
def test_section_shows_a_preview(story, section, admin_client, home):
    assert section.is_previewable
    response = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": section.definition_prefix})
    html = response.content.decode()
    assert response.status_code == 200
    assert len(strip_tags(html[html.index("<body") :]).split()) > 3


def test_sections_of_one_story_can_be_told_apart():
    for story in STORIES:
        labels = [str(section.label) for section in story.child_blocks.values()]
        assert len(labels) == len(set(labels))


def test_every_struct_has_an_icon_of_its_own():
    structs = {
        type(block)
        for story in [*STORIES, MenusStreamBlock(), UrgentHelpStreamBlock()]
        for block in blocks_below(story)
        if isinstance(block, blocks.StructBlock)
    }
    assert {struct.__name__ for struct in structs if struct._meta_class.icon == PLACEHOLDER_ICON} == set()


def test_rich_text_offers_a_chosen_set_of_buttons_everywhere():
    """Wagtail's default set brings headings, images and embeds into the middle of a sentence."""
    loose = [
        f"{type(story).__name__}: {block.label}"
        for story in STORIES
        for block in blocks_below(story)
        if isinstance(block, blocks.RichTextBlock) and not block.features
    ]
    assert loose == []


@pytest.mark.parametrize("block", [TextBlock(), InlineTextBlock()], ids=["text", "inline"])
def test_rich_text_offers_no_headings_and_no_images(block):
    assert not {"h1", "h2", "h3", "h4", "image", "embed", "italic", "code"} & set(block.features)


def test_urgent_help_can_be_written_for_every_country_of_the_settings():
    countries = UrgentHelpStreamBlock().child_blocks["country"].child_blocks["country"]
    assert {value for value, _label in countries.field.choices if value} == set(Country.values)
