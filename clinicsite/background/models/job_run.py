"""When each job ran."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """One row a job: its clock, its lock and its last fault."""

    name = models.CharField(_("job"), max_length=60, primary_key=True)
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    locked_until = models.DateTimeField(_("locked until"), null=True)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("job")
        default_permissions = ()
        permissions = [("see_background_work", _("Can see background work"))]

    def __str__(self):
        return self.name
