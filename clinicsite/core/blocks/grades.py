"""How sure a section is, and from what sort of studies: always in words."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

CERTAINTY_CHOICES = [
    ("high", _("High")),
    ("moderate", _("Moderate")),
    ("low", _("Low")),
    ("very-low", _("Very low")),
    ("none", _("None")),
]
STUDY_KIND_CHOICES = [
    ("systematic-review", _("Systematic review of trials")),
    ("trial", _("Randomized trial")),
    ("open-label", _("Trial in which everybody knew the treatment")),
    ("observational", _("Observational study, without a comparison by chance")),
    ("laboratory", _("Animal or laboratory study, not people")),
    ("guideline", _("Guideline of a professional body")),
    ("expert-opinion", _("Expert opinion")),
]


def certainty_of_section() -> blocks.ChoiceBlock:
    """How sure a section is; nothing where nothing is claimed."""
    return blocks.ChoiceBlock(
        label=_("Certainty of this section"),
        choices=CERTAINTY_CHOICES,
        required=False,
        help_text=_("Shown in words under the heading. As the best source rates it; never upgrade one."),
    )


def studies_behind_section() -> blocks.ChoiceBlock:
    """What sort of studies a section rests on."""
    return blocks.ChoiceBlock(
        label=_("It rests on"),
        choices=STUDY_KIND_CHOICES,
        required=False,
        help_text=_("The best sort of study behind the section. Leave both empty where nothing is claimed."),
    )


class GradedValue(blocks.StructValue):
    """A struct with a grade."""

    @property
    def studies_in_words(self) -> str:
        """The sort of studies as readers are told; empty for one that is no longer offered."""
        return dict(STUDY_KIND_CHOICES).get(self.get("studies") or "", "")


def refuse_half_a_grade(value) -> None:
    """A certainty without a sort of study cannot be judged, and the other way round. Raises a block error."""
    has_certainty, has_studies = bool(value.get("certainty")), bool(value.get("studies"))
    if has_certainty != has_studies:
        missing = "studies" if has_certainty else "certainty"
        error = ValidationError(_("A grade has both: how sure, and from what sort of studies. Or leave both empty."))
        raise blocks.StructBlockValidationError(block_errors={missing: error})
