"""Triage as the site uses it: the engine with what this clinic's moderators have taught it and listed themselves."""

from dataclasses import dataclass, replace

from django.core.cache import cache

from blog.comments.models import PhraseRule, SpamWord
from blog.comments.models.spam import TOTALS
from blog.comments.triage import LABELS, LANES, Judgement, Lessons, PhraseList, Reason, find_phrases, judge, phrase_list
from blog.comments.triage.labels import MINOR, PII, in_order, lane_of

SECONDS_KEPT = 60
LESSONS_KEY = "comments:lessons"
PHRASES_KEY = "comments:phrases"


@dataclass(frozen=True)
class Judged:
    """What is stored of a judgement, in the columns of Comment."""

    judgement: Judgement

    def fields(self) -> dict:
        """Values for Comment's columns. Reasons keep the words they found, except those that tell who somebody is."""
        found = self.judgement
        return {
            "lane": found.lane,
            "urgency": LANES.index(found.lane),
            "labels": ",".join(found.labels),
            "judgement": {
                # Where the judge failed, it found nothing because it did not look.
                "was_judged": bool(found.scores),
                "spam_score": found.spam_score,
                "reasons": [_without_identity(reason.as_dict()) for reason in found.reasons],
                "identifiers": [[span.start, span.end, span.kind] for span in found.identifiers],
            },
        }


def judge_comment(text: str, author_name: str = "") -> Judged:
    """Judge a text as it would be stored. Never raises; no query where lessons and phrases are still kept."""
    return Judged(judge_reading(text, author_name))


def judge_reading(text: str, author_name: str = "") -> Judgement:
    """The judgement itself, with every place in the text."""
    found = judge(text, author_name, "", lessons=lessons())
    return _with_listed_phrases(found, text, author_name)


def lessons() -> Lessons:
    """What moderators' decisions have taught. Two processes may differ for a minute."""
    stored = cache.get(LESSONS_KEY)
    if stored is None:
        rows = {row.word: (row.spam, row.ordinary) for row in SpamWord.objects.all()}
        spam, ordinary = rows.pop(TOTALS, (0, 0))
        stored = Lessons(spam=spam, ordinary=ordinary, words=rows)
        cache.set(LESSONS_KEY, stored, SECONDS_KEPT)
    return stored


def listed_phrases() -> dict[str, PhraseList]:
    """The clinic's own phrases by label."""
    stored = cache.get(PHRASES_KEY)
    if stored is None:
        by_label: dict[str, list[str]] = {}
        for label, phrase in PhraseRule.objects.filter(is_active=True).values_list("label", "phrase"):
            by_label.setdefault(label, []).append(phrase)
        stored = {label: phrase_list(phrases) for label, phrases in by_label.items()}
        cache.set(PHRASES_KEY, stored, SECONDS_KEPT)
    return stored


def forget_kept() -> None:
    """Read lessons and phrases anew from now on, in this process."""
    cache.delete_many([LESSONS_KEY, PHRASES_KEY])


def _without_identity(reason: dict) -> dict:
    return {**reason, "words": ""} if reason["label"] in (PII, MINOR) else reason


def _with_listed_phrases(found: Judgement, text: str, author_name: str) -> Judgement:
    reasons = [
        Reason(
            label=label, words=words[hit.start : hit.end], field=field, start=hit.start, end=hit.end,
            source=f"phrase {hit.phrase}", why="listed",
        )
        for label, phrases in listed_phrases().items()
        for field, words in (("text", text), ("author", author_name))
        for hit in find_phrases(words, phrases)
    ]  # fmt: skip
    if not reasons:
        return found
    labels = in_order([*found.labels, *(reason.label for reason in reasons)])
    ordered = sorted([*found.reasons, *reasons], key=lambda reason: (LABELS.index(reason.label), reason.start))
    return replace(found, labels=labels, lane=lane_of(labels), reasons=tuple(ordered))
