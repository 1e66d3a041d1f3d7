"""A shipped rule that the clinic has switched off."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DisabledRule(models.Model):
    """Which rule, why, and who decided. Removing the row switches the rule on again."""

    rule = models.CharField(_("rule"), max_length=12, unique=True)
    reason = models.CharField(_("reason"), max_length=300)
    disabled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    disabled_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("rule that is switched off")
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="disabled_rule_has_a_reason")]

    def __str__(self):
        return self.rule
