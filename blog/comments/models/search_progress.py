"""How far the search index of the desk has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchProgress(models.Model):
    """The last row of history whose comment the index has taken in. One row."""

    last_change_id = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("progress of the search index")
        default_permissions = ()

    def __str__(self):
        return str(self.last_change_id)
