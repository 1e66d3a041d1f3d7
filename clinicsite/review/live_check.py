"""What the panel beside the editor says about a page as it stands in the form."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from clinicsite.review.actions import check_page
from clinicsite.review.claims import BLOCK, NOTE, WARN, Finding, kind_title
from clinicsite.review.claims_of import claims_of
from clinicsite.review.permissions import can_override_claims
from clinicsite.review.readability import LONGEST_SENTENCE, TARGET_GRADE, Readability, readability_of

# A page with more has one fault, not a hundred, and a list nobody reads.
MOST_SHOWN = 100
# Titles for machines, and names of things: not what somebody reads from end to end.
NOT_PROSE = frozenset({"title", "seo_title", "search_description", "image", "disclaimer", "term", "document", "table"})


def answer_for(page: Page, user) -> dict:
    """Findings, their counts and how hard the text is to read, ready for JSON. Keeps nothing."""
    texts = claims_of(page)
    findings = check_page(page, texts=texts)
    may_override = bool(page.pk) and can_override_claims(user)
    return {
        "findings": [_finding(finding, may_override) for finding in _serious_first(findings)[:MOST_SHOWN]],
        "summary": summary_of(findings),
        "flagged": sum(finding.is_flagged for finding in findings),
        "reading": _reading(readability_of(prose_in(texts))),
        "override": reverse("claim_override_add", args=[page.pk]) if may_override else "",
    }


def prose_in(texts: dict[str, str]) -> dict[str, str]:
    """Of a page's texts those that are read as sentences."""
    return {path: text for path, text in texts.items() if path.rsplit(".", 1)[-1] not in NOT_PROSE}


def summary_of(findings: list[Finding]) -> str:
    """How many of each severity, in words."""
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in (BLOCK, WARN, NOTE)}
    parts = [
        (counts[BLOCK], ngettext("%d claim blocks publication", "%d claims block publication", counts[BLOCK])),
        (
            counts[WARN],
            ngettext("%d claim needs a change or a reason", "%d claims need a change or a reason", counts[WARN]),
        ),
        (counts[NOTE], ngettext("%d note", "%d notes", counts[NOTE])),
    ]
    said = ", ".join(words % count for count, words in parts if count)
    return said or _("No claim was found. That is no proof: a clinician still reads every page.")


def severity_words(severity: str) -> str:
    """A severity as editors read it, never as a colour alone."""
    return {BLOCK: _("Blocks publication"), WARN: _("Change it, or give a reason")}.get(severity, _("Note"))


def _serious_first(findings: list[Finding]) -> list[Finding]:
    order = (BLOCK, WARN, NOTE)
    return sorted(findings, key=lambda finding: order.index(finding.severity))


def _finding(finding: Finding, may_override: bool) -> dict:
    return {
        "rule": finding.rule,
        "kind": kind_title(finding.kind),
        "severity": finding.severity,
        "severityWords": severity_words(finding.severity),
        "words": finding.words,
        "why": finding.why,
        "facts": finding.facts,
        "path": finding.field,
        "mayOverride": may_override and finding.is_flagged and bool(finding.words),
    }


def _reading(reading: Readability) -> dict:
    return {
        "words": str(reading.words),
        "minutes": ngettext("%d min", "%d mins", reading.minutes) % reading.minutes,
        "grade": "-" if reading.grade is None else f"{reading.grade:.1f}",
        "isHard": reading.is_hard,
        "verdict": _verdict(reading),
        "longSummary": ngettext(
            "%(count)d sentence has more than %(most)d words",
            "%(count)d sentences have more than %(most)d words",
            len(reading.long_sentences),
        )
        % {"count": len(reading.long_sentences), "most": LONGEST_SENTENCE},
        "long": [
            {
                "path": sentence.path,
                "words": sentence.words,
                "count": ngettext("%d word", "%d words", sentence.count) % sentence.count,
            }
            for sentence in reading.long_sentences[:MOST_SHOWN]
        ],
    }


def _verdict(reading: Readability) -> str:
    if reading.grade is None:
        return _("Too little text to tell.")
    if reading.is_hard:
        return _("Above the target of grade %d. Shorten sentences, choose everyday words.") % TARGET_GRADE
    if reading.grade > TARGET_GRADE:
        return _("A little above the target of grade %d.") % TARGET_GRADE
    return _("Within the target of grade %d.") % TARGET_GRADE
