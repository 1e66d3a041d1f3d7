"""A side effect in the order in which the authorities ask for it. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from blog.comments.models import AdverseEventReport


@dataclass(frozen=True)
class Row:
    """One question of a form, and what the log can answer; empty where only the clinic's own files can."""

    question: str
    answer: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a form."""

    title: str
    rows: list[Row]


def medwatch(report: AdverseEventReport) -> list[Section]:
    """FDA 3500 (voluntary reporting by professionals), by the names of its sections."""
    return [
        Section(_("A. Patient information"), [
            Row(_("1. Patient identifier (in confidence)"), report.patient),
            Row(_("2. Age or date of birth")),
            Row(_("3. Sex")),
            Row(_("4. Weight")),
        ]),
        Section(_("B. Adverse event or product problem"), [
            Row(_("1. Type of report"), _("Adverse event")),
            Row(_("2. Outcome attributed to the adverse event"), _serious(report)),
            Row(_("3. Date of event"), report.started),
            Row(_("4. Date of this report")),
            Row(_("5. Describe event or problem"), report.event),
            Row(_("6. Relevant tests and laboratory data")),
            Row(_("7. Other relevant history")),
        ]),
        Section(_("D. Suspect products"), [
            Row(_("1. Name, strength, manufacturer"), report.product),
            Row(_("2. Dose, frequency and route used")),
            Row(_("3. Dates of use")),
            Row(_("4. Diagnosis or reason for use")),
            Row(_("5. Event abated after use stopped or dose reduced")),
            Row(_("8. Event reappeared after reintroduction")),
        ]),
        Section(_("F. Other medical products"), [Row(_("Product names and dates"))]),
        Section(_("G. Reporter"), [
            Row(_("1. Name and address"), _("The clinic’s own")),
            Row(_("2. Health professional"), _yes_no(report.reporter == AdverseEventReport.Reporter.PROFESSIONAL)),
            Row(_("3. Occupation")),
            Row(_("First source"), _source(report)),
        ]),
    ]  # fmt: skip


def yellow_card(report: AdverseEventReport) -> list[Section]:
    """MHRA Yellow Card, by the names of its parts."""
    return [
        Section(_("Patient details"), [
            Row(_("Initials or identifier"), report.patient),
            Row(_("Sex")),
            Row(_("Age at the time")),
            Row(_("Weight")),
        ]),
        Section(_("Suspected medicine"), [
            Row(_("Name, brand, batch number"), report.product),
            Row(_("Dose and route")),
            Row(_("Started and stopped")),
            Row(_("Prescribed for")),
        ]),
        Section(_("Suspected reaction"), [
            Row(_("Description of the reaction"), report.event),
            Row(_("Reaction began"), report.started),
            Row(_("Outcome"), report.outcome),
            Row(_("Considered serious"), _serious(report)),
        ]),
        Section(_("Other medicines in the last three months"), [Row(_("Name, dose, dates"))]),
        Section(_("Additional relevant information"), [Row(_("History, tests, allergies"))]),
        Section(_("Reporter details"), [
            Row(_("Name and profession"), _("The clinic’s own")), Row(_("First source"), _source(report)),
        ]),
    ]  # fmt: skip


def _serious(report: AdverseEventReport) -> str:
    words = _("Serious") if report.is_serious else _("Not serious as told")
    return f"{words}. {report.outcome}" if report.outcome else words


def _source(report: AdverseEventReport) -> str:
    reached = _("can be reached") if report.can_be_reached else _("cannot be reached")
    return f"{report.get_reporter_display()}, {reached}"


def _yes_no(answer: bool) -> str:
    return _("Yes") if answer else _("No")
