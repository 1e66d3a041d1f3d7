"""Inviting a reviewer without a login, and what such a reviewer sends back."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from clinicsite.core.form_fields import CleanedField
from clinicsite.core.plain_text import clean_name, clean_text
from clinicsite.people.models import TeamMemberPage
from clinicsite.review.models import LinkOutcome
from clinicsite.review.models.draft_link import COMMENT_LENGTH
from clinicsite.review.sections import Section

MOST_DAYS = 60
MOST_SECTIONS = 60
CREDENTIALS_LENGTH = 300


class InvitationForm(forms.Form):
    """Whom to ask, where to write to, and for how long."""

    reviewer_page = forms.ModelChoiceField(
        label=_("Team member"),
        queryset=TeamMemberPage.objects.none(),
        required=False,
        help_text=_(
            "Only the approval of a team member with a valid credential signs the page off. The link goes to the "
            "address of their account, or to the one an administrator keeps for them."
        ),
    )
    name = CleanedField(
        cleaner=clean_name,
        label=_("Or another person’s name"),
        required=False,
        max_length=255,
        help_text=_("For comments from outside, which sign nothing. They are kept beside the page, for no reader."),
    )
    credentials = CleanedField(
        cleaner=clean_name, label=_("Credentials"), required=False, max_length=CREDENTIALS_LENGTH,
        help_text=_("As far as you know them. The reviewer states them again."),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        required=False,
        help_text=_("Of the person from outside. Stored sealed, and erased a month after the link has ended."),
    )
    days = forms.IntegerField(label=_("Days the link works"), min_value=1, max_value=MOST_DAYS)
    message = CleanedField(
        cleaner=clean_text, label=_("Message"), required=False, max_length=1000, widget=AdminAutoHeightTextInput,
        help_text=_("Stands in the mail and above the draft. Say what you would like to know."),
    )  # fmt: skip

    def __init__(self, data=None, *, days: int):
        super().__init__(data, initial={"days": days})
        self.fields["reviewer_page"].queryset = TeamMemberPage.objects.live().order_by("title")

    def clean(self):
        values = super().clean()
        if "reviewer_page" in self.errors:
            return values
        if values.get("reviewer_page"):
            self._refuse_typed(values)
            return values
        if not values.get("name") and "name" not in self.errors:
            self.add_error("name", _("Choose a team member or enter a name."))
        if not values.get("email") and "email" not in self.errors:
            self.add_error("email", _("Enter the address of the person from outside."))
        return values

    def _refuse_typed(self, values):
        """A typed name or address would not be the team member's own."""
        if values.get("name"):
            self.add_error("name", _("Choose a team member or enter a name, not both."))
        if values.get("email"):
            words = _("A team member gets the link at the address kept for them. Leave this field empty.")
            self.add_error("email", words)


class OutsideAnswerForm(forms.Form):
    """Comments on the page and its sections, and a decision or none."""

    outcome = forms.ChoiceField(
        required=False,
        choices=[("", _("Only send comments; I will decide later")), *LinkOutcome.choices],
        error_messages={"invalid_choice": _("Choose one of these.")},
    )
    general = CleanedField(cleaner=clean_text, required=False)
    credentials = CleanedField(cleaner=clean_name, required=False)
    evidence_checked_on = forms.DateField(
        required=False, error_messages={"invalid": _("Enter a date, like 2026-03-31")}
    )
    confirmed = forms.BooleanField(required=False)

    def __init__(self, data=None, *, sections: list[Section], credentials: str = "", may_approve: bool = True):
        super().__init__(data, auto_id="answer-%s", initial={"credentials": credentials})
        self.may_approve = may_approve
        self.sections = sections[:MOST_SECTIONS]
        for number, _section in enumerate(self.sections, start=1):
            self.fields[f"section_{number}"] = CleanedField(cleaner=clean_text, required=False)

    @cached_property
    def section_fields(self) -> list[tuple[Section, forms.BoundField]]:
        """Each section with the field for its comment."""
        return [(section, self[f"section_{number}"]) for number, section in enumerate(self.sections, start=1)]

    @property
    def day_typed(self) -> str:
        """The day of the evidence as a date field wants it, or as it was typed."""
        return str(self["evidence_checked_on"].value() or "")[:20]

    @property
    def comment_names(self) -> list[str]:
        """The fields that hold comments."""
        return ["general", *[f"section_{number}" for number in range(1, len(self.sections) + 1)]]

    def clean(self):
        values = super().clean()
        for name in self.comment_names:
            if len(values.get(name, "")) > COMMENT_LENGTH:
                self.add_error(name, _("Shorten this comment to %d characters") % COMMENT_LENGTH)
        has_words = any(values.get(name) for name in self.comment_names)
        if values.get("outcome") == LinkOutcome.APPROVED:
            if self.may_approve:
                self._check_approval(values)
            else:
                self.add_error("outcome", _("Only members of the clinic’s team approve. Comment, or ask for changes."))
        elif not has_words and not self.errors:
            words = _("Write at least one comment that says what should be changed")
            self.add_error("general", words if values.get("outcome") else _("Write at least one comment, or decide"))
        return values

    def _check_approval(self, values):
        if len(values.get("credentials", "")) > CREDENTIALS_LENGTH:
            self.add_error("credentials", _("Shorten this to %d characters") % CREDENTIALS_LENGTH)
        elif not values.get("credentials"):
            self.add_error("credentials", _("State what entitles you to review this page"))
        day = values.get("evidence_checked_on")
        if day is None and "evidence_checked_on" not in self.errors:
            self.add_error("evidence_checked_on", _("Enter the day on which you checked the evidence"))
        elif day and not is_recent(day):
            self.add_error("evidence_checked_on", _("Enter a day within the last year, not one to come"))
        if not values.get("confirmed"):
            self.add_error("confirmed", _("Confirm that you have read the whole page and did not write it"))


def is_recent(day: datetime.date) -> bool:
    """True for today and the year before it."""
    today = timezone.localdate()
    return today - datetime.timedelta(days=366) <= day <= today
