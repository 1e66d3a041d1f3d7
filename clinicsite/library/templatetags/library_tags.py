"""How a story becomes a page: sections, links and numbered citations in one pass."""

from collections.abc import Iterator

from django import template
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from clinicsite.library.citations import Citations

register = template.Library()


@register.simple_tag(takes_context=True)
def story(context, stream):
    """Render a stream of sections.

    Links to pages are looked up once for the whole text and citations get their numbers here, so that the
    cost does not grow with the number of paragraphs.
    """
    page = context.get("page")
    surroundings = context.flatten()
    html = ""
    for block, level in with_heading_levels(stream):
        html += str(block.render(context={**surroundings, "block_id": block.id, "heading_level": level}))
    citations = getattr(page, "citations", None) or Citations.from_ids([])
    return mark_safe(citations.link(expand_db_html(html)))  # noqa: S308 - the sections escaped what editors typed


def with_heading_levels(stream) -> Iterator[tuple]:
    """Each section with the level of its own heading: below a section heading it is one of the third level."""
    level = 2
    for block in stream:
        level = 3 if block.block_type == "heading" else level
        yield block, level


@register.filter
def stored(rich_text):
    """Rich text as it is stored, for `{% story %}` to finish. Wagtail cleaned it when it was saved."""
    return mark_safe(getattr(rich_text, "source", rich_text or ""))  # noqa: S308 - cleaned when it was saved


@register.filter
def filled(sentences):
    """The items of a list that hold words. A draft may have left some empty, and an empty item must not show."""
    return [sentence for sentence in sentences or [] if strip_tags(stored(sentence)).strip()]


@register.simple_tag(takes_context=True)
def back_links(context, reference):
    """The places that cite a reference, once the story stands: (`cite-3-1`, `3a`)."""
    citations = context["page"].citations
    targets = citations.back_links(reference.pk)
    number = citations.numbers[reference.pk]
    return [(target, f"{number}{letter_for(index)}") for index, target in enumerate(targets)]


def letter_for(index: int) -> str:
    """0 is `a`, 25 is `z`, 26 is `aa`."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(97 + rest) + letters
    return letters
