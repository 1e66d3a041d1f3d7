"""What the text of a page lacks before readers may see it. Every fault names its block."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from clinicsite.library.citations import cited_ids, has_broken_citation, texts_shown_by, without_citations
from clinicsite.library.models import Reference
from clinicsite.review.actions import check_page
from clinicsite.review.claims import BLOCK
from clinicsite.review.disclosures import meetings_of
from clinicsite.review.models import StatementTopic
from clinicsite.review.readiness.evidence_words import evidence_problems
from clinicsite.review.readiness.problem import Problem

# What tells that a page speaks of a treatment, and not only of an illness.
TREATMENT = re.compile(
    r"\b(?:treat(?:s|ed|ing|ments?)|infusions?|drips?|ketamine|lidocaine|dos(?:e|es|age|ing)|injections?|lozenges?"
    r"|nasal spray|medicines?|drugs?|therap(?:y|ies))\b",
    re.IGNORECASE,
)
LINKED_PAGE = re.compile(r'<a\b(?=[^>]*\blinktype="page")[^>]*?\bid="(\d{1,18})"')
RISKS = "risks"
BLOCKED_CLAIM = "claim-blocking"
# Of a risk section, what must not be empty.
RISK_LISTS = ("common", "serious", "get_help")


def content_problems(page: Page) -> list[Problem]:
    """Faults of the page's text as it stands in memory, in the order an editor would mend them. At most ten queries."""
    return [
        *_reference_problems(page),
        *_risk_problems(page),
        *_disclosure_problems(page),
        *evidence_problems(page),
        *_claim_problems(page),
    ]


def any_content_problems(page: Page) -> list[Problem]:
    """What no page may say, clinical or not: claims that block, and uses that need a statement where none is valid."""
    claims = (problem for problem in _claim_problems(page) if problem.code == BLOCKED_CLAIM)
    return [*_disclosure_problems(page), *claims]


def _sections(page: Page) -> Iterator[tuple]:
    """(block, its texts) of every section of the body."""
    for block in getattr(page, "body", None) or ():
        yield block, texts_shown_by(block)


def _reference_problems(page: Page) -> Iterator[Problem]:
    cited = {block.id: [number for text in texts for number in cited_ids(text)] for block, texts in _sections(page)}
    found = Reference.objects.in_bulk({number for numbers in cited.values() for number in numbers})
    if not any(not reference.is_retracted for reference in found.values()):
        yield Problem("reference-missing", _("The page cites no reference. Cite at least one source."), "body")
    for block, texts in _sections(page):
        path = f"body.{block.id}"
        named = {"block": block.block.label}
        missing = [number for number in cited[block.id] if number not in found]
        if missing or any(has_broken_citation(text) for text in texts):
            message = _("%(block)s: a citation leads to no reference. Choose it again.") % named
            yield Problem("citation-broken", message, path)
        for number in dict.fromkeys(cited[block.id]):
            reference = found.get(number)
            if reference and reference.is_retracted:
                named["reference"] = reference.short_name
                message = _("%(block)s: “%(reference)s” has been retracted. Remove it and what rests on it.") % named
                yield Problem("reference-retracted", message, path)


def _risk_problems(page: Page) -> Iterator[Problem]:
    sections = list(_sections(page))
    for block, _texts in sections:
        if block.block_type == RISKS:
            empty = [name for name in RISK_LISTS if not any(_is_filled(item) for item in block.value[name])]
            if empty:
                label = block.block.child_blocks[empty[0]].label
                message = _("Risks: “%(list)s” is empty. Say what is known, or that nothing is.") % {"list": label}
                yield Problem("risks-incomplete", message, f"body.{block.id}.{empty[0]}")
            return
    speaks_of_it = next((block for block, texts in sections if _speaks_of_treatment(texts)), None)
    if speaks_of_it and not _links_to_risks(text for _block, texts in sections for text in texts):
        message = _("The page speaks of a treatment. Add a section of risks, or a link to the page that has one.")
        yield Problem("risks-missing", message, f"body.{speaks_of_it.id}")


def _speaks_of_treatment(texts: Iterable[str]) -> bool:
    return any(TREATMENT.search(without_citations(text)) for text in texts)


def _is_filled(rich_text) -> bool:
    return bool(re.sub(r"<[^>]*>", "", getattr(rich_text, "source", str(rich_text))).strip())


def _links_to_risks(texts) -> bool:
    """True where the text links to a published page that has a section of risks."""
    ids = {int(number) for text in texts for number in LINKED_PAGE.findall(text)}
    return any(
        block.block_type == RISKS
        for linked in Page.objects.filter(pk__in=ids, live=True).specific()
        for block in getattr(linked, "body", None) or ()
        if hasattr(block, "block_type")
    )


def _disclosure_problems(page: Page) -> Iterator[Problem]:
    """The system writes the disclosure; all that can be missing is a statement that is valid."""
    for meeting in meetings_of(page):
        if meeting.statement is None:
            topic = StatementTopic(meeting.topic).label
            message = _(
                "This page needs the statement “%(topic)s” (%(drugs)s), which readers see by itself, but none is valid "
                "for the clinic's country. Renew it under Regulatory statements."
            ) % {"topic": topic, "drugs": meeting.drugs}
            yield Problem("statement-missing", message, meeting.path)


def _claim_problems(page: Page) -> Iterator[Problem]:
    for finding in check_page(page):
        words = " ".join(finding.words.split())[:120]
        if finding.severity == BLOCK:
            message = _("“%(words)s” may not be published: %(why)s")
            yield Problem(BLOCKED_CLAIM, message % {"words": words, "why": finding.why}, finding.field)
        elif finding.is_flagged:
            message = _("“%(words)s” needs a change, or somebody who lets it stand with a reason: %(why)s")
            yield Problem("claim-open", message % {"words": words, "why": finding.why}, finding.field)
