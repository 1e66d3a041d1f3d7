"""Hears of changes that the glossary must follow."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished

from clinicsite.library.actions import keep_words
from clinicsite.library.explaining import forget_glossary
from clinicsite.library.models import GlossaryPage, GlossaryTerm, PageWords


def connect() -> None:
    """Called once, when the apps are ready."""
    page_published.connect(read_published_page, dispatch_uid="library.read_published_page")
    page_unpublished.connect(forget_unpublished_page, dispatch_uid="library.forget_unpublished_page")
    for signal in (post_save, post_delete):
        signal.connect(follow_glossary, sender=GlossaryTerm, dispatch_uid=f"library.follow_terms_{id(signal)}")
        signal.connect(follow_glossary, sender=GlossaryPage, dispatch_uid=f"library.follow_page_{id(signal)}")
    page_slug_changed.connect(follow_glossary, sender=GlossaryPage, dispatch_uid="library.follow_slug")


def read_published_page(sender, instance: Page, **kwargs) -> None:
    """Read after the commit, so that a fault in the reading cannot undo a publication."""
    transaction.on_commit(lambda: _read(instance.pk), robust=True)


def forget_unpublished_page(sender, instance: Page, **kwargs) -> None:
    """Nobody reads it any more."""
    PageWords.objects.filter(page_id=instance.pk).delete()


def follow_glossary(sender, **kwargs) -> None:
    """At once for this transaction, and again after it for whoever read the old state meanwhile."""
    forget_glossary()
    transaction.on_commit(forget_glossary)


def _read(page_id: int) -> None:
    page = Page.objects.filter(pk=page_id, live=True).first()
    if page:
        keep_words(page.specific)
