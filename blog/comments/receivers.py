"""What comments hear from Wagtail."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page

from blog.comments.models import Comment


@receiver(pre_delete, sender=Page)
def remember_deleted_page(instance, **kwargs):
    """Comments outlive their page for a while: they keep its title and the day it went."""
    Comment.objects.under(instance).update(page_title=instance.title, page_deleted_at=timezone.now())
