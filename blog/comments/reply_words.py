"""What a reply of the clinic says, weighed twice: by the reply guard, and by the claims checker of the whole site."""

from dataclasses import dataclass

from blog.comments.reply_guard import Finding, check_reply
from clinicsite.review.actions import check_text
from clinicsite.review.claims import BLOCK, WARN


@dataclass(frozen=True)
class Weighed:
    """`refusals` keep a reply from being stored; `cautions` let it wait for a second person, whatever the rule."""

    refusals: tuple[Finding, ...] = ()
    cautions: tuple[Finding, ...] = ()


def weigh_reply(text: str, *, country: str = "US") -> Weighed:
    """What is wrong with a reply of a clinic in a country, in the order of the text. Two queries.

    Where the guard and the checker stop at the same words, the guard's reason is given.
    """
    guarded = check_reply(text)
    claims = check_text(text, country=country)
    blocking = [_as_finding(claim) for claim in claims if claim.severity == BLOCK]
    refusals = [*guarded, *(claim for claim in blocking if not _overlaps(claim, guarded))]
    cautions = [_as_finding(claim) for claim in claims if claim.severity == WARN]
    return Weighed(_in_order(refusals), _in_order(_each_once(cautions, refusals)))


def _each_once(cautions: list[Finding], refusals: list[Finding]) -> list[Finding]:
    """One caution for a stretch of words: three rules on the same words tell nobody more than one."""
    kept: list[Finding] = []
    for caution in cautions:
        if not _overlaps(caution, [*refusals, *kept]):
            kept.append(caution)
    return kept


def _overlaps(finding: Finding, others: list[Finding]) -> bool:
    return any(finding.start < other.end and other.start < finding.end for other in others)


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.start, finding.end, finding.rule)))


def _as_finding(claim) -> Finding:
    return Finding(claim.rule, claim.words, claim.start, claim.end, claim.why, claim.facts)
