"""Keeps what is known of published pages up to date."""

import hashlib

from django.db import transaction
from wagtail.models import Page, ReferenceIndex, get_default_page_content_type

from clinicsite.editing.content import lacks_description, outgoing_links, pictures_without_words
from clinicsite.editing.models import LinkOnPage, OutgoingLink, PageGaps

LONGEST_PATH = 255
PAGES_AT_A_TIME = 50


@transaction.atomic
def refresh_gaps(page: Page) -> PageGaps:
    """Read a page as readers see it. `page` is of its own type."""
    pictures = pictures_without_words(page)
    gaps, _created = PageGaps.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "pictures_without_words": pictures,
            "picture_gap_count": len(pictures),
            "lacks_description": lacks_description(page),
        },
    )
    _keep_links(page)
    return gaps


def forget_gaps(page_id: int) -> None:
    """Nobody reads the page any more."""
    PageGaps.objects.filter(page_id=page_id).delete()
    LinkOnPage.objects.filter(page_id=page_id).delete()
    OutgoingLink.objects.filter(places__isnull=True).delete()


def refresh_all_gaps() -> int:
    """Read every published page, and where it links. Returns how many there are."""
    pages = Page.objects.live().filter(depth__gt=1).order_by("pk")
    PageGaps.objects.exclude(page__in=pages).delete()
    LinkOnPage.objects.exclude(page__in=pages).delete()
    count = 0
    for page in pages.specific().iterator(chunk_size=PAGES_AT_A_TIME):
        refresh_gaps(page)
        ReferenceIndex.create_or_update_for_object(page)
        count += 1
    OutgoingLink.objects.filter(places__isnull=True).delete()
    return count


def links_to(page_id: int) -> list[int]:
    """The keys of the pages that link to a page."""
    page_type = get_default_page_content_type()
    rows = ReferenceIndex.objects.filter(
        base_content_type=page_type, to_content_type=page_type, to_object_id=str(page_id)
    )
    return [int(key) for key in rows.values_list("object_id", flat=True).distinct()]


def note_links_again(page_ids: list[int]) -> None:
    """Wagtail forgets all links to a page with the page; the pages that still carry them are read again."""
    for page in Page.objects.filter(pk__in=page_ids).specific():
        ReferenceIndex.create_or_update_for_object(page)


def _keep_links(page: Page) -> None:
    wanted = {(address, path[:LONGEST_PATH]) for path, address in outgoing_links(page)}
    digests = {address: hashlib.sha256(address.encode()).hexdigest() for address, _path in wanted}
    OutgoingLink.objects.bulk_create(
        [OutgoingLink(address=address, digest=digest) for address, digest in digests.items()], ignore_conflicts=True
    )
    links = {link.address: link for link in OutgoingLink.objects.filter(digest__in=digests.values())}
    LinkOnPage.objects.filter(page_id=page.pk).delete()
    LinkOnPage.objects.bulk_create(
        LinkOnPage(page_id=page.pk, link=links[address], path=path) for address, path in sorted(wanted)
    )
