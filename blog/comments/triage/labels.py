"""What a comment may be called, how urgent that is, and in which lane of the desk it waits."""

from django.utils.translation import gettext_lazy as _

CRISIS = "crisis"
EMERGENCY = "emergency"
CRISIS_SOFT = "crisis_soft"
DRUG_SALE = "drug_sale"
ADVERSE_EVENT = "adverse_event"
DOSING = "dosing"
PII = "pii"
MINOR = "minor"
MEDICAL_ADVICE = "medical_advice"
ABUSE = "abuse"
COMPLAINT = "complaint"
ENDORSE = "endorse"
SPAM = "spam"

REST = "rest"
HAM = "ham"

# From the most urgent down; a comment's labels are listed in this order.
LABELS = (
    CRISIS, EMERGENCY, CRISIS_SOFT, DRUG_SALE, ADVERSE_EVENT, PII, MINOR, DOSING, MEDICAL_ADVICE, ABUSE, COMPLAINT,
    SPAM, ENDORSE,
)  # fmt: skip
LANES = (CRISIS, EMERGENCY, DRUG_SALE, ADVERSE_EVENT, PII, MEDICAL_ADVICE, ABUSE, COMPLAINT, SPAM, REST)

# Labels that have no lane of their own. A low mood waits where a person looks first; a child's age is an identifying
# detail; a dose is refused or redacted like advice; praise is ordinary, but never pinned.
LANE_OF = {
    **{label: label for label in LABELS},
    CRISIS_SOFT: CRISIS,
    MINOR: PII,
    DOSING: MEDICAL_ADVICE,
    ENDORSE: REST,
}

# What an evaluation counts; the other labels are advice to the moderator.
EVALUATED = (SPAM, DRUG_SALE, CRISIS, EMERGENCY, PII, ADVERSE_EVENT, MEDICAL_ADVICE, ABUSE)
# What the trained model scores, in the order of its weights.
SCORED = EVALUATED
# Whom a comment is from tells something about advertisements only; a name must not speak for or against a crisis.
SENDER_TELLS = frozenset({SPAM, DRUG_SALE})
# Labels for which somebody is called at once.
URGENT = frozenset({CRISIS, EMERGENCY})
# Labels for which the reader sees where help is, at once.
SHOWS_HELP = frozenset({CRISIS, EMERGENCY, CRISIS_SOFT})

TITLES = {
    CRISIS: _("Crisis"),
    EMERGENCY: _("Emergency"),
    CRISIS_SOFT: _("Low mood or dark wording"),
    DRUG_SALE: _("Drug sale or sourcing"),
    ADVERSE_EVENT: _("Side effect reported"),
    DOSING: _("Dose or method"),
    PII: _("Identifying detail"),
    MINOR: _("Writer may be under 18"),
    MEDICAL_ADVICE: _("Asks for medical advice"),
    ABUSE: _("Abuse or threat"),
    COMPLAINT: _("Complaint or legal matter"),
    ENDORSE: _("Praise for the clinic"),
    SPAM: _("Spam"),
    REST: _("Ordinary"),
}


def lane_of(labels) -> str:
    """The most urgent lane among the labels; `rest` without any."""
    lanes = {LANE_OF[label] for label in labels}
    return next((lane for lane in LANES if lane in lanes), REST)


def in_order(labels) -> tuple[str, ...]:
    """The labels once each, the most urgent first."""
    return tuple(label for label in LABELS if label in set(labels))
