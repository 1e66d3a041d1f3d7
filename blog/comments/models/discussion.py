"""What a page knows about its comments without counting them again."""

from typing import NamedTuple

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class DiscussionState(NamedTuple):
    """What a page knows of its comments; zeros where nothing was ever public."""

    revision: int = 0
    comment_count: int = 0
    thread_count: int = 0


class DiscussionQuerySet(models.QuerySet):
    """Discussions in the words of the site."""

    def touch(self, page_id: int) -> None:
        """Count one more change of what readers see. Locks the row until the transaction ends."""
        if not self.filter(pk=page_id).update(revision=F("revision") + 1):
            self.get_or_create(pk=page_id)
            self.filter(pk=page_id).update(revision=F("revision") + 1)

    def state_of(self, page_id: int) -> DiscussionState:
        """A page's revision, public comments and threads. One query."""
        row = self.filter(pk=page_id).values_list(*DiscussionState._fields).first()
        return DiscussionState(*row) if row else DiscussionState()


class Discussion(models.Model):
    """One row a page, written whenever what readers see of its comments changes.

    `revision` grows with every such change, so that a rendered thread can be kept until the next one.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", primary_key=True, on_delete=models.CASCADE, related_name="discussion"
    )
    revision = models.PositiveBigIntegerField(default=0)
    comment_count = models.PositiveIntegerField(_("public comments"), default=0)
    thread_count = models.PositiveIntegerField(_("threads with public comments"), default=0)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        verbose_name = _("discussion")
        default_permissions = ()

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
