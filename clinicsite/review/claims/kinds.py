"""What a claim is about, and how much a finding weighs."""

BLOCK, WARN, NOTE = "block", "warn", "note"
SEVERITIES = (BLOCK, WARN, NOTE)
# What keeps a page from readers, or asks for a reason; a note is advice.
FLAGGED = frozenset({BLOCK, WARN})

# The letter begins the names of the shipped rules of that kind.
KINDS = {
    "status": "Approval and status",
    "efficacy": "Benefit",
    "safety": "Safety",
    "dependence": "Dependence",
    "hype": "Hype",
    "speed": "Speed and duration",
    "comparison": "Comparison",
    "mechanism": "How it works",
    "testimonials": "Testimonials",
    "price": "Price and offers",
    "access": "Access and setting",
    "emotion": "Emotional pressure",
    "credentials": "Credentials",
    "language": "Unsafe advice and wording",
    "psychiatric": "Psychiatric use",
    "advertising": "Advertising a prescription medicine",
    "tone": "Promotional tone",
}
# The kind of what no rule names but the trained model finds.
TONE = "tone"


def kind_title(kind: str) -> str:
    """The words for a kind; one that is not known stands as it is."""
    return KINDS.get(kind, kind)
