"""How a story becomes a page: sections, links, numbered citations and explained words."""

from django import template
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe

from clinicsite.library.explaining import explained_for
from clinicsite.library.stories import rendered_story

register = template.Library()


@register.simple_tag(takes_context=True)
def story(context, stream):
    """Render a stream of sections, with numbered citations and the definitions of words at their first use."""
    page = context.get("page")
    markup = rendered_story(stream, page, context.flatten())
    return mark_safe(explained_for(page, markup))  # noqa: S308 - the sections escaped what editors typed


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
