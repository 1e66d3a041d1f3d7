"""What a person does about an urgent comment, step by step (after the NSPA's guidance for public pages)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from blog.comments.triage.labels import EMERGENCY
from clinicsite.core.models.clinic_settings import Country


@dataclass(frozen=True)
class Lines:
    """Whom to call in a country: the emergency number, and the line for people in a crisis."""

    emergency: str
    crisis: str


@dataclass(frozen=True)
class Step:
    """One step: its key is what is stored when it was taken."""

    key: str
    text: str


# Facts of 2026: fact pack of the clinic and the lines' own sites.
LINES = {
    Country.UNITED_STATES: Lines("911", "988 (call or text, day and night, free)"),
    Country.UNITED_KINGDOM: Lines("999", "116 123 (Samaritans, day and night, free)"),
    Country.IRELAND: Lines("112 or 999", "116 123 (Samaritans, day and night, free)"),
    Country.EUROPEAN_UNION: Lines("112", "the crisis line of the person’s country"),
    Country.AUSTRALIA: Lines("000", "13 11 14 (Lifeline, day and night)"),
}


def lines_for(country: str) -> Lines:
    """Whom to call in a country; the number that works all over the European Union where it is not known."""
    return LINES.get(country, LINES[Country.EUROPEAN_UNION])


def steps_for(label: str, country: str, *, has_address: bool) -> list[Step]:
    """The steps for a kind of alert, in order. The same keys for every country, so that a stored list stays true."""
    lines = lines_for(country)
    steps = [
        Step("read", _("Read all of it. Is there danger now: a plan, a means, a place, a time, a body in trouble?")),
        Step(
            "second-person",
            _("Do not carry this alone: tell the clinical lead, or whoever is second in line, that you have it."),
        ),
        Step("find", _urgent_call(label, lines)),
        Step(
            "keep",
            _("Leave the comment as it is: not published, not deleted, and never answered where others read it."),
        ),
    ]
    if has_address:
        steps.append(Step("reply", _private_reply(label, lines)))
    else:
        steps.append(
            Step("no-address", _("No address was given: nobody can be written to. Do not search for the writer."))
        )
    steps.append(
        Step(
            "no-promise",
            _("Do not promise secrecy, help at any hour or a treatment, and do not say whether anybody is a patient."),
        )
    )
    if label == EMERGENCY:
        steps.append(Step("side-effect", _("Is a medicine or a treatment named? Record a side effect.")))
    else:
        steps.append(
            Step(
                "patient", _("Do you believe that it is a patient? Tell their clinician in person, not in this system.")
            )
        )
    return [
        *steps,
        Step("document", _("Write down below what was done, when, and who knows.")),
        Step("pause", _("Then take a break, or hand over. Reading this is hard, and nobody has to do two in a row.")),
    ]


def _urgent_call(label: str, lines: Lines) -> str:
    if label == EMERGENCY:
        return _(
            "Does it say who or where somebody is? Call %(number)s, say what was written and when, and that "
            "you know no more."
        ) % {"number": lines.emergency}
    return _(
        "Does it say who or where somebody is, and is the danger now? Call %(number)s and say what was written and "
        "when."
    ) % {"number": lines.emergency}


def _private_reply(label: str, lines: Lines) -> str:
    if label == EMERGENCY:
        return _("Write to the address at once: nobody watches this page, call %(number)s now.") % {
            "number": lines.emergency
        }
    return _(
        "Write a short private reply, from one person to another: that you read it, that you are glad they wrote, and "
        "where somebody answers now: %(crisis)s; in danger, %(number)s. No blame, no advice."
    ) % {"crisis": lines.crisis, "number": lines.emergency}
