"""Keeping what published pages say."""

from wagtail.models import Page

from clinicsite.library.glossary import running_text
from clinicsite.library.models import CitingPageMixin, PageWords
from clinicsite.library.stories import rendered_story


def keep_words(page: Page) -> PageWords | None:
    """Store the running text of a published page; None for a page that has no text of sections."""
    if not isinstance(page, CitingPageMixin):
        return None
    text = running_text(rendered_story(page.body, page, {"page": page}))
    words, _created = PageWords.objects.update_or_create(page_id=page.pk, defaults={"text": text})
    return words


def keep_words_of_all() -> int:
    """Read every published page again. Returns how many have text."""
    PageWords.objects.filter(page__live=False).delete()
    return sum(keep_words(page) is not None for page in Page.objects.live().specific().iterator())
