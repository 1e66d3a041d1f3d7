"""The check itself: texts in, findings out. Pure Python, no database, no network."""

import bisect
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from clinicsite.review.claims import context, patterns
from clinicsite.review.claims.features import words_of
from clinicsite.review.claims.kinds import FLAGGED, NOTE, TONE, WARN
from clinicsite.review.claims.model import shipped_model
from clinicsite.review.claims.normal_form import FoldedText, fold
from clinicsite.review.claims.rules import Rule, RuleSet, shipped_rules
from clinicsite.review.claims.sentences import Sentence, sentences_of

# One rule rarely says more by its fiftieth match; a page of one word must not cost a second.
MOST_MATCHES = 50
# Notes are advice; more than so many to so many words are a tone.
NOTES, NOTES_TO_WORDS = 10, 500
# Fields that advertise on any page: what a search engine or another site shows, and what a button says.
ADVERTISING_FIELD = re.compile(r"(?:^|\.)(?:seo_title|search_description|headline|label|button_label)$")
# The model was taught by sentences; a label of four words tells it nothing.
FEWEST_WORDS = 5
MODEL_RULE, TONE_RULE, SLOW_RULE = "MODEL", "NOTES", "SLOW"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Finding:
    """A claim: `words` stand at [start, end) of the text of `field`; `facts` are what could be said instead."""

    rule: str
    kind: str
    severity: str
    field: str
    start: int
    end: int
    words: str
    why: str
    facts: str

    @property
    def is_flagged(self) -> bool:
        """True for what keeps a page back or asks for a reason."""
        return self.severity in FLAGGED

    def as_dict(self) -> dict:
        """For JSON."""
        return asdict(self)


def check(
    fields: Mapping[str, str], *, country: str = "US", rules: RuleSet | None = None, is_advertising: bool = False
) -> list[Finding]:
    """Every claim in some texts, in reading order. `is_advertising`: all of them sell, as on a home page."""
    rules = rules or shipped_rules()
    findings: list[Finding] = []
    notes = words = 0
    for field, text in fields.items():
        found = list(_check_field(field, text, country, rules, is_advertising or bool(ADVERTISING_FIELD.search(field))))
        findings += sorted(found, key=lambda finding: (finding.start, finding.end))
        notes += sum(finding.severity == NOTE for finding in found)
        words += len(_WORD.findall(text))
    if notes > NOTES * max(words, NOTES_TO_WORDS) / NOTES_TO_WORDS:
        findings.append(_tone(findings))
    return findings


def _check_field(field: str, text: str, country: str, rules: RuleSet, is_advertising: bool) -> Iterator[Finding]:
    folded = fold(text)
    sentences = sentences_of(folded.text)
    if not sentences:
        return
    low = _lower(folded.text)
    raised: dict[int, set[str]] = {}
    for rule in rules.rules:
        if (rule.countries and country not in rule.countries) or (rule.advertising_only and not is_advertising):
            continue
        try:
            found = list(_matches(rule, low, sentences))
        except patterns.SlowPattern:
            yield _slow(rule, field)
            continue
        for start, end, number in found:
            raised.setdefault(number, set()).add(rule.severity)
            yield _finding(rule, field, text, folded.span(start, end))
    if rules.uses_model:
        yield from _read_by_model(field, text, folded, low, sentences, raised)


def _matches(rule: Rule, low: str, sentences: list[Sentence]) -> list[tuple[int, int, int]]:
    """(start, end, number of the sentence) of what a rule finds and nothing excuses."""
    starts = [sentence.start for sentence in sentences]
    found = []
    for start, end in patterns.matches(rule.seek, low):
        number = max(0, bisect.bisect_right(starts, start) - 1)
        sentence = sentences[number]
        if start == end or end > sentence.end + 1:
            continue
        if not _is_excused(
            rule, sentence, low[sentence.start : sentence.end], start - sentence.start, end - sentence.start
        ):
            found.append((start, end, number))
            if len(found) >= MOST_MATCHES:
                break
    return found[rule.least - 1 :]


def _is_excused(rule: Rule, sentence: Sentence, words: str, start: int, end: int) -> bool:
    if (rule.may_be_cited and sentence.is_cited) or (rule.may_be_asked and sentence.is_question):
        return True
    if rule.unless_before and rule.unless_before.search(words[max(0, start - context.NEAR) : start]):
        return True
    if rule.unless and rule.unless.search(words):
        return True
    return rule.may_be_framed and context.is_framed(words, start, end)


def _read_by_model(field, text, folded: FoldedText, low, sentences, raised) -> Iterator[Finding]:
    """What the trained model thinks of the sentences that no rule flags."""
    model = shipped_model()
    for number, sentence in enumerate(sentences):
        severities = raised.get(number, set())
        words = low[sentence.start : sentence.end]
        if severities & FLAGGED or sentence.is_cited or len(words_of(words)) < FEWEST_WORDS:
            continue
        if context.is_critical(words):
            continue
        reading = model.read(words, has_note=bool(severities))
        if reading.is_promotional:
            start, end = folded.span(sentence.start, sentence.end)
            heavy = ", ".join(f"“{word}”" for word in reading.heaviest_words)
            yield Finding(
                MODEL_RULE, TONE, WARN, field, start, end, text[start:end],
                f"Reads like promotion. The words that weighed most: {heavy}.",
                "Say what was studied, in how many people, for how long, and how sure the result is [n].",
            )  # fmt: skip


def _finding(rule: Rule, field: str, text: str, span: tuple[int, int]) -> Finding:
    start, end = span
    return Finding(rule.id, rule.kind, rule.severity, field, start, end, text[start:end], rule.why, rule.facts)


def _slow(rule: Rule, field: str) -> Finding:
    why = f"Rule {rule.id} took too long for this text and was stopped. Simplify its pattern."
    return Finding(SLOW_RULE, rule.kind, NOTE, field, 0, 0, "", why, rule.facts)


def _tone(findings: list[Finding]) -> Finding:
    """One warning in place of many notes, at the first of them."""
    first = next(finding for finding in findings if finding.severity == NOTE)
    why = f"More than {NOTES} notes to {NOTES_TO_WORDS} words: the text as a whole sounds like advertising."
    return Finding(
        TONE_RULE, TONE, WARN, first.field, first.start, first.end, first.words, why,
        "Delete the adjectives and state the facts.",
    )  # fmt: skip


def _lower(text: str) -> str:
    """Lower case, one character for one."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(character.lower() if len(character.lower()) == 1 else character for character in text)
