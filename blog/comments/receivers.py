"""What comments hear from Wagtail."""

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page

from blog.comments.models import Comment
from blog.comments.search_index import forget_comments


@receiver(pre_delete, sender=Page)
def remember_deleted_page(instance, **kwargs):
    """Comments outlive their page for a while: they keep its title and the day it went."""
    Comment.objects.under(instance).update(page_title=instance.title, page_deleted_at=timezone.now())


@receiver(post_delete, sender=Comment)
def forget_words_of_deleted_comment(instance, **kwargs):
    """No word of a deleted comment stays in the moderators' search."""
    forget_comments([instance.pk])
