"""What the sample clinic says of its own making, with a correction and a change that did happen to a sample page."""

from wagtail.models import Page, Site

from clinicsite.demo.rich_text import RichTextWriter
from clinicsite.review.actions.notes import store_note
from clinicsite.review.earlier_texts import public_texts
from clinicsite.review.models import TrustSettings


def publish_earlier_text(page: Page, entry: dict) -> None:
    """Publish the page once with the words that the notes speak of, so that they are true."""
    summary, page.summary = page.summary, entry["earlier_summary"]
    page.save_revision().publish()
    page.summary = summary


def write_sample_notes(page: Page, entry: dict) -> None:
    """The notes, in the order in which the file has them."""
    earlier = public_texts(page)[-1].revision.pk
    for note in entry["notes"]:
        store_note(page=page, earlier=earlier, is_earlier_shown=True, **note)


def fill_trust_settings(site: Site, site_file: dict) -> None:
    """Method and use of artificial intelligence, where nobody has written them."""
    rich_text = RichTextWriter({}, {})
    texts = {name: rich_text.paragraphs(site_file[name]) for name in ("method_statement", "ai_statement")}
    TrustSettings.objects.get_or_create(site=site, defaults=texts)
