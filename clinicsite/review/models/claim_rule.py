"""A rule that the clinic adds to those that ship with the site."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from clinicsite.review.claims import KINDS, Rule, own_rule
from clinicsite.review.claims.hostile import PatternFault, refuse_unsafe
from clinicsite.review.claims.patterns import OWN_PATTERN_LENGTH
from clinicsite.review.querysets import ClaimRuleQuerySet

FAULTS = {
    "long": _("This expression is too long."),
    "nested": _("A repeated group inside a repetition can search for hours. Write it without the outer * or +."),
    "broken": _("This is not a regular expression: %(detail)s"),
    "empty": _("This expression matches everything. Name at least one word."),
    "slow": _("This expression takes too long on some texts. Use fewer wildcards."),
}


class Severity(models.TextChoices):
    """How much a finding weighs."""

    BLOCK = "block", _("Block: must not be published")
    WARN = "warn", _("Warn: needs a change or a reason")
    NOTE = "note", _("Note: advice")


class ClaimRule(models.Model):
    """Words or an expression to look for, what they suggest, and what to say instead."""

    pattern = models.CharField(
        _("look for"),
        max_length=OWN_PATTERN_LENGTH,
        help_text=_("Words as a reader sees them. Capitals make no difference."),
    )
    is_expression = models.BooleanField(
        _("this is a regular expression"),
        default=False,
        help_text=_("Leave this off unless you know them. One that is broken or could run for long is refused."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=[*KINDS.items()], default="hype")
    severity = models.CharField(_("severity"), max_length=5, choices=Severity.choices, default=Severity.WARN)
    why = models.CharField(_("why"), max_length=300, help_text=_("What is wrong with it, in one sentence."))
    facts = models.CharField(
        _("facts to state instead"), max_length=300, help_text=_("What an editor could truthfully say.")
    )
    example = models.CharField(
        _("example"), max_length=300, help_text=_("A sentence that this rule must find. It is tried when you save.")
    )
    is_active = models.BooleanField(_("active"), default=True)
    inactive_reason = models.CharField(
        _("why it is switched off"), max_length=300, blank=True,
        help_text=_("Needed where “active” is not ticked. Kept with your name in the rule’s history."),
    )  # fmt: skip

    objects = ClaimRuleQuerySet.as_manager()

    panels = [
        MultiFieldPanel([FieldPanel("pattern"), FieldPanel("is_expression")], heading=_("Words")),
        FieldPanel("kind"),
        FieldPanel("severity"),
        FieldPanel("why"),
        FieldPanel("facts"),
        FieldPanel("example"),
        MultiFieldPanel([FieldPanel("is_active"), FieldPanel("inactive_reason")], heading=_("Standing")),
    ]

    class Meta:
        verbose_name = _("claim rule")
        ordering = ["kind", "pattern"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_active=True) | ~models.Q(inactive_reason=""),
                name="claim_rule_off_has_a_reason",
                violation_error_message=_("Say why the rule is switched off."),
            )
        ]

    def __str__(self):
        return self.pattern

    @property
    def name(self) -> str:
        """What findings call it."""
        return f"OWN{self.pk or ''}"

    def as_rule(self) -> Rule:
        """The rule as the checker reads it."""
        return own_rule(
            self.name, pattern=self.pattern, is_phrase=not self.is_expression, kind=self.kind, severity=self.severity,
            why=self.why, facts=self.facts,
        )  # fmt: skip

    def clean(self):
        super().clean()
        self.inactive_reason = "" if self.is_active else self.inactive_reason.strip()
        if not self.is_active and not self.inactive_reason:
            raise ValidationError({"inactive_reason": _("Say why the rule is switched off.")})
        if self.is_expression:
            try:
                refuse_unsafe(self.pattern)
            except PatternFault as fault:
                raise ValidationError({"pattern": FAULTS[fault.code] % {"detail": fault.detail}}) from fault
        elif not any(character.isalnum() for character in self.pattern):
            raise ValidationError({"pattern": FAULTS["empty"]})
        if self.example and not self.as_rule().seek.search(self.example, timeout=1):
            raise ValidationError({"example": _("The rule does not find this. Correct one of the two.")})
