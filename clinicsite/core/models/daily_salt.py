"""A salt that lives a day."""

from django.db import models


class DailySalt(models.Model):
    """What a sender's network address is mixed with. Destroyed after its day: then no digest can be traced back."""

    day = models.DateField(primary_key=True)
    salt = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.day.isoformat()
