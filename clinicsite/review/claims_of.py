"""Every string of a page that a reader or a search engine sees, by the path that leads an editor to it.

Exempt are the titles of references, structs whose `for_criticism` is ticked, and comments, which are not the clinic's.
"""

from collections.abc import Iterator

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import AbstractPage, Page
from wagtail.rich_text import RichText

from clinicsite.library.models import Reference
from clinicsite.review.claims.normal_form import readable

TEXT_FIELDS = (models.CharField, models.TextField)
# Addresses and labels of the system: nobody reads them as a sentence.
UNREAD_FIELDS = (models.SlugField, models.URLField, models.EmailField, models.UUIDField, models.FileField)
UNREAD_NAMES = frozenset({"path", "url_path", "draft_title", "slug"})
TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.BlockQuoteBlock)
CRITICISM = "for_criticism"


def claims_of(page: Page) -> dict[str, str]:
    """Path to words, in the order of the editor's fields. A path without its last number is Wagtail's content path."""
    return {path: words for path, words in texts_of_model(page) if words.strip()}


def editor_fragment(path: str) -> str:
    """What follows the address of a page's editor to jump to a text."""
    return f"#:w:contentpath={path}"


def texts_of_model(instance: models.Model, prefix: str = "") -> Iterator[tuple[str, str]]:
    """(path, words) of every text of any model, its children and what it chooses."""
    for field in instance._meta.get_fields():
        name = getattr(field, "name", "")
        if not getattr(field, "concrete", False) or name in UNREAD_NAMES or not field.editable:
            continue
        value = getattr(instance, name, None) if not field.is_relation else None
        if isinstance(field, StreamField):
            for child in value or ():
                yield from _texts_of_block(child.block, child.value, f"{prefix}{name}.{child.id}")
        elif isinstance(field, RichTextField):
            yield f"{prefix}{name}", readable(value or "")
        elif isinstance(field, TEXT_FIELDS) and not isinstance(field, UNREAD_FIELDS) and not field.choices:
            yield f"{prefix}{name}", str(value or "")
        elif isinstance(field, models.ForeignKey) and not isinstance(field, ParentalKey):
            yield from _texts_of_chosen(getattr(instance, name, None), f"{prefix}{name}")
    if hasattr(instance, "_cluster_related_objects") or hasattr(type(instance), "child_relations"):
        yield from _texts_of_children(instance, prefix)


def _texts_of_children(instance: models.Model, prefix: str) -> Iterator[tuple[str, str]]:
    for relation in get_all_child_relations(type(instance)):
        if relation.related_model._meta.app_label == "wagtailcore":
            continue
        name = relation.get_accessor_name()
        for child in getattr(instance, name).all():
            yield from texts_of_model(child, f"{prefix}{name}.{child.pk}.")


def _texts_of_block(block: blocks.Block, value, path: str) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if isinstance(value, blocks.StreamValue):
        for child in value:
            yield from _texts_of_block(child.block, child.value, f"{path}.{child.id}")
    elif isinstance(value, blocks.StructValue):
        if not value.get(CRITICISM):
            for name, child in value.items():
                yield from _texts_of_block(block.child_blocks[name], child, f"{path}.{name}")
    elif isinstance(value, blocks.list_block.ListValue):
        for child in value.bound_blocks:
            yield from _texts_of_block(child.block, child.value, f"{path}.{child.id}")
    elif isinstance(value, TypedTable):
        yield path, _words_of_table(value)
    elif isinstance(value, RichText):
        yield path, readable(value.source)
    elif isinstance(value, models.Model):
        yield from _texts_of_chosen(value, path)
    elif isinstance(block, (*TEXT_BLOCKS, blocks.RawHTMLBlock)) and not isinstance(
        block, blocks.URLBlock | blocks.EmailBlock
    ):
        yield path, readable(str(value)) if isinstance(block, blocks.RawHTMLBlock) else str(value)


def _words_of_table(table: TypedTable) -> str:
    """Caption, headings and cells, each on a line of its own, because an editor reaches the table as a whole."""
    lines = [table.caption or "", *(column["heading"] or "" for column in table.columns)]
    for row in table.rows:
        for cell in row:
            lines += [words for _path, words in _texts_of_block(cell.block, cell.value, "cell")]
    return "\n".join(line for line in lines if line.strip())


def _texts_of_chosen(chosen: models.Model | None, path: str) -> Iterator[tuple[str, str]]:
    """What a chosen thing shows: a picture its text alternative, a file its title, a shared text all its words.

    A chosen page is checked as itself, and a reference carries other people's words.
    """
    if chosen is None or isinstance(chosen, AbstractPage | Reference):
        return
    if isinstance(chosen, AbstractImage):
        yield path, chosen.default_alt_text
    elif isinstance(chosen, AbstractDocument):
        yield path, chosen.title
    elif chosen._meta.app_label in ("auth", "users", "contenttypes", "wagtailcore"):
        return
    else:
        words = [words for _path, words in texts_of_model(chosen)]
        yield path, "\n".join(line for line in words if line.strip())
