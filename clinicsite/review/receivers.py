"""Hears Wagtail: what was published is checked."""

from django.db import transaction
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from clinicsite.review.actions import refresh_check
from clinicsite.review.models import ClaimsCheck


def connect() -> None:
    """Called once, when the apps are ready."""
    page_published.connect(check_published_page, dispatch_uid="review.check_published_page")
    page_unpublished.connect(forget_unpublished_page, dispatch_uid="review.forget_unpublished_page")


def check_published_page(sender, instance: Page, **kwargs) -> None:
    """Check after the commit, so that a fault in the check cannot undo a publication."""
    transaction.on_commit(lambda: _check(instance.pk), robust=True)


def forget_unpublished_page(sender, instance: Page, **kwargs) -> None:
    """Nobody reads it any more."""
    ClaimsCheck.objects.filter(page_id=instance.pk).delete()


def _check(page_id: int) -> None:
    page = Page.objects.filter(pk=page_id, live=True).first()
    if page:
        refresh_check(page.specific)
