"""Numbers and names that belong to somebody are identifying details, in many forms; others are not."""

import pytest

from blog.comments.triage import judge, plain_engine
from blog.comments.triage.labels import PII

ORDINARY = [
    "Please list 988 and the Samaritans on 116 123 beside each other.",
    "Poison control is 1-800-222-1222 in the US.",
    "NCT04567890 was ended early by its sponsor.",
    "The review is at https://doi.org/10.1002/14651858.CD007188 for whoever wants it.",
    "A session is $525 in one town and $1,200 in the next.",
    "Of 1,208 people in 14 centres, 41.2 percent felt better after 12 weeks.",
    "The desk is open from 8:30 to 17:00, says one page, and from 9 to 4 another.",
    "Reference 22 in part 3 is from 1998, not 2008.",
    "Oliver Sacks wrote beautifully about his leg.",
    "University of Washington has a free course, four weeks long.",
]
IDENTIFYING = [
    "My account 4410-992-7 was charged twice.",
    "Record # A-339201 has the wrong allergies in it.",
    "The appointment reference is KC/2025/00871, please move it.",
    "Send it to m.sample (arobase) exemple.fr please.",
    "My Medicare number is 1EG4-TE5-MK73.",
    "geb. 12.08.1961, bitte den Termin verschieben",
    "22 rue des Tilleuls, deuxième étage",
    "The key safe code is 2590, side door.",
    "For my husband Wendell Sample: the chart says penicillin.",
    "My infusion there is this Friday at 11:15.",
    "Juniper Sample, Boise ID 83702",
    "the blue van, plate KDF-0042, blocked the ramp",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_number_or_name_is_no_identifying_detail(text):
    assert PII not in judge(text, engine=plain_engine()).labels


@pytest.mark.parametrize("text", IDENTIFYING)
def test_identifying_detail_is_seen(text):
    assert PII in judge(text, engine=plain_engine()).labels
