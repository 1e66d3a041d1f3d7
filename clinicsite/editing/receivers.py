"""Hears Wagtail: what was published is read, what was moved keeps its old address."""

from django.db import transaction
from django.db.models.signals import pre_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from clinicsite.editing.actions import (
    forget_gaps,
    links_to,
    note_links_again,
    refresh_gaps,
    settle_redirects_of,
)


def connect() -> None:
    """Called once, when the apps are ready."""
    page_published.connect(read_published_page, dispatch_uid="editing.read_published_page")
    page_unpublished.connect(forget_unpublished_page, dispatch_uid="editing.forget_unpublished_page")
    page_slug_changed.connect(settle_after_new_slug, dispatch_uid="editing.settle_after_new_slug")
    pre_delete.connect(keep_links_to_deleted_page, sender=Page, dispatch_uid="editing.keep_links_to_deleted_page")
    post_page_move.connect(settle_after_move, dispatch_uid="editing.settle_after_move")


def read_published_page(sender, instance: Page, **kwargs) -> None:
    """Read after the commit, so that a fault cannot undo a publication."""
    transaction.on_commit(lambda: _read(instance.pk), robust=True)


def forget_unpublished_page(sender, instance: Page, **kwargs) -> None:
    """Nobody reads it any more."""
    forget_gaps(instance.pk)


def keep_links_to_deleted_page(sender, instance: Page, **kwargs) -> None:
    """A link to a page that is gone is broken, and has to be found."""
    linking = links_to(instance.pk)
    if linking:
        transaction.on_commit(lambda: note_links_again(linking), robust=True)


def settle_after_new_slug(sender, instance: Page, instance_before: Page, **kwargs) -> None:
    """Wagtail makes the new redirects; the ones that are there may not turn into circles or detours."""
    settle_redirects_of(instance, instance_before.url_path)


def settle_after_move(sender, instance: Page, url_path_before: str, url_path_after: str, **kwargs) -> None:
    """The same for a page in another place. A new order among siblings changes no address."""
    if url_path_before != url_path_after:
        settle_redirects_of(Page.objects.get(pk=instance.pk), url_path_before)


def _read(page_id: int) -> None:
    page = Page.objects.filter(pk=page_id, live=True).first()
    if page:
        refresh_gaps(page.specific)
