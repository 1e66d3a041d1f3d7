"""The judge of comments: which labels, which lane, how much like spam, and why. It never publishes nor discards."""

import logging
from dataclasses import dataclass, field, replace
from functools import cache

from blog.comments.triage import features
from blog.comments.triage import labels as names
from blog.comments.triage.bayes import BayesScore, Lessons, score_words, words_of_comment
from blog.comments.triage.explanations import LEARNED, LIKE_EARLIER, MEANS_LIKE, SENTENCES
from blog.comments.triage.features import Window, sender_text, windows_of
from blog.comments.triage.meaning import MOST_TEXTS, SHARE, Meaning, installed_meaning
from blog.comments.triage.model import Context, LinearModel, context_of, probability, shipped_model
from blog.comments.triage.normal_form import FoldedText, normal_form, shadow
from blog.comments.triage.patterns import AUTHOR, TEXT, URL, Hit, PatternSet, hits, shipped_patterns

# Hints tip the scales; however many there are, they never outweigh a clear verdict of the model by themselves.
# A word in a sentence of three weighs more than the same word in a sentence of ten, whatever it says: with fewer words
# than this, the model has to be so much surer. Of one or two words it knows nothing.
CAUTION = ((3, 9.0), (6, 1.5))
MOST_POINTS = 4.5
# A score in 0..1 for what a pattern alone has settled.
SETTLED = 0.98
# A label is given from this score on, which is where its threshold lies.
GIVEN = 0.5
QUOTED_WORDS, QUOTED_CHARACTERS = 5, 160
# Contact details are what an advertisement is for; so much like spam, it waits among the spam with the details masked.
SURELY_SPAM = 0.95
_CONTACTS = frozenset({"email", "phone", "handle"})

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reason:
    """Why a label was given: the words, where they stand in the original `field`, and who found them."""

    label: str
    words: str
    field: str
    start: int
    end: int
    source: str
    why: str

    @property
    def explanation(self) -> str:
        """The reason in plain words, in the moderator's language."""
        return str(SENTENCES[self.why])

    def as_dict(self) -> dict:
        """For JSON."""
        return {
            "label": self.label, "explanation": self.explanation, "words": self.words, "field": self.field,
            "start": self.start, "end": self.end, "source": self.source,
        }  # fmt: skip


@dataclass(frozen=True)
class Identifier:
    """A stretch of the comment's text that tells who somebody is, to be masked."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Judgement:
    """What the judge thinks of a comment. `labels` is empty for an ordinary one; the most urgent stands first.

    A score of 0.5 is where a label begins to be given.
    """

    labels: tuple[str, ...]
    lane: str
    spam_score: float
    reasons: tuple[Reason, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    scores: dict[str, float] = field(default_factory=dict)

    @property
    def is_urgent(self) -> bool:
        """True where somebody has to be called at once."""
        return bool(names.URGENT.intersection(self.labels))

    @property
    def shows_help(self) -> bool:
        """True where the reader should see at once where help is."""
        return bool(names.SHOWS_HELP.intersection(self.labels))


@dataclass(frozen=True)
class Engine:
    """What a comment is judged with. Without `meaning` the words and the patterns decide alone."""

    model: LinearModel
    patterns: PatternSet
    meaning: Meaning | None = None

    @property
    def thresholds(self) -> dict[str, float]:
        """From which logit on a label is given."""
        return self.meaning.thresholds if self.meaning else self.model.thresholds


@dataclass(frozen=True)
class _Reading:
    """A comment made ready: its copies, its windows and what the patterns found."""

    original: dict[str, str]
    low: FoldedText
    windows: list[Window]
    context: Context
    hits: list[Hit]
    sender: str

    def text_of(self, window: Window) -> str:
        """The words of a window as they stand in the shadow copy."""
        return self.low.text[window.spans[0][0] : window.spans[-1][1]] if window.spans else ""

    @property
    def settled(self) -> set[str]:
        """The labels that a pattern gives by itself."""
        return {hit.pattern.label for hit in self.hits if hit.pattern.points is None}


@dataclass(frozen=True)
class _Loudest:
    """A label's best logit over the windows, the window, and how much of it is owed to what the words mean."""

    logit: float
    window: Window
    meant: float = 0.0


def judge(
    text: str, author: str = "", url: str = "", *, lessons: Lessons | None = None, engine: Engine | None = None
) -> Judgement:
    """Judge a comment with the name and link that came with it. `lessons` are what moderators' decisions have taught.

    Never raises: where the model cannot be used, the patterns judge alone and `scores` is empty; the log says why.
    """
    fields = {TEXT: str(text or ""), AUTHOR: str(author or ""), URL: str(url or "")}
    for chosen in (lambda: engine or shipped_engine(), plain_engine):
        try:
            return _judge(chosen(), fields, lessons)
        except Exception:
            logger.exception("A comment could not be judged.")
    try:
        return replace(_judge(patterns_engine(), fields, lessons), scores={})
    except Exception:
        logger.exception("The patterns cannot be used either.")
    return Judgement((), names.REST, 0.0)


@cache
def patterns_engine() -> Engine:
    """Patterns alone, for a site whose weights are damaged: a model that never speaks."""
    labels = names.SCORED
    silent = LinearModel(
        labels=labels,
        biases=(-9.0,) * len(labels),
        scales=(0.0,) * len(labels),
        thresholds=dict.fromkeys((*labels, names.CRISIS_SOFT), 0.0),
        weights=memoryview(bytes(features.BUCKETS * len(labels))).cast("b"),
        version="none",
    )
    return Engine(silent, shipped_patterns())


@cache
def plain_engine() -> Engine:
    """Words and patterns alone, which is what a site without the optional packages has."""
    return Engine(shipped_model(), shipped_patterns())


@cache
def shipped_engine() -> Engine:
    """The best there is on this machine, made ready once a process."""
    return replace(plain_engine(), meaning=installed_meaning())


def _judge(engine: Engine, fields: dict[str, str], lessons: Lessons | None) -> Judgement:
    reading = _read(fields, engine.patterns)
    loudest = _loudest(engine, reading)
    learned = score_words(lessons, words_of_comment(*fields.values())) if lessons else None
    margins = {
        label: best.logit - engine.thresholds[label] - _caution(label, reading) for label, best in loudest.items()
    }
    if learned and learned.is_reliable:
        margins[names.SPAM] += learned.points
    scores = {label: probability(margin) for label, margin in margins.items()}
    for label in reading.settled.intersection(scores):
        scores[label] = max(scores[label], SETTLED)
    crisis = loudest[names.CRISIS]
    soft = crisis.logit - _caution(names.CRISIS, reading) >= engine.thresholds[names.CRISIS_SOFT]
    found = _labels(scores, soft, reading)
    reasons = _reasons(engine, reading, loudest, found)
    return Judgement(
        labels=names.in_order(found),
        lane=names.lane_of(found),
        spam_score=round(scores[names.SPAM], 4),
        reasons=(*reasons, *_learned_reason(learned, found)),
        identifiers=_identifiers(reading.hits),
        scores={label: round(score, 4) for label, score in scores.items()},
    )


def _caution(label: str, reading: _Reading) -> float:
    """How much more the model has to be sure of a few words in which no pattern found anything."""
    if any(hit.pattern.label == label for hit in reading.hits):
        return 0.0
    words = max((sum(word[:1].isalnum() for word in window.words) for window in reading.windows), default=0)
    if label in names.SENDER_TELLS:
        words += len(reading.sender.split())
    return next((caution for fewer_than, caution in CAUTION if words < fewer_than), 0.0)


def _read(fields: dict[str, str], patterns: PatternSet) -> _Reading:
    text, author, url = fields.values()
    plain, name, link = normal_form(text), normal_form(author[:200]), normal_form(url[:500])
    low, low_name = shadow(plain), shadow(name)
    found = [
        *hits(patterns, TEXT, plain, low),
        *hits(patterns, AUTHOR, name, low_name),
        *hits(patterns, URL, link, link),
    ]
    return _Reading(
        fields,
        low,
        windows_of(low.text),
        context_of(plain, low.text, low_name.text, link.text),
        found,
        sender_text(low_name.text, link.text),
    )


def _loudest(engine: Engine, reading: _Reading) -> dict[str, _Loudest]:
    """Each label's best logit over the windows, hints included."""
    labels = engine.model.labels
    by_words = []
    for window in reading.windows:
        points = _points(reading, window)
        logits = engine.model.logits(window, reading.context)
        by_words.append([
            logit + max(-MOST_POINTS, min(MOST_POINTS, points.get(label, 0.0)))
            for label, logit in zip(labels, logits, strict=True)
        ])  # fmt: skip
    judged = [(window, logits, [0.0] * len(labels)) for window, logits in zip(reading.windows, by_words, strict=True)]
    if engine.meaning:
        judged = _with_meaning(engine, reading, judged)
    return {
        label: max(
            (_Loudest(logits[place] + meant[place], window, meant[place]) for window, logits, meant in judged),
            key=lambda each: each.logit,
        )
        for place, label in enumerate(labels)
    }


def _with_meaning(engine: Engine, reading: _Reading, judged: list[tuple]) -> list[tuple]:
    """The windows that the words find most telling, each with what the encoder makes of it."""
    edges = [engine.model.thresholds[label] for label in engine.model.labels]

    def loudness(entry: tuple) -> float:
        return max(logit - edge for logit, edge in zip(entry[1], edges, strict=True))

    chosen = sorted(judged, key=loudness, reverse=True)[:MOST_TEXTS]
    rows = engine.meaning.logits([reading.text_of(window) for window, _logits, _meant in chosen], reading.sender)
    return [
        (window, logits, [SHARE * each for each in row]) for (window, logits, _m), row in zip(chosen, rows, strict=True)
    ]


def _points(reading: _Reading, window: Window) -> dict[str, float]:
    """The hints that stand within a window, or in the author's name and link; each pattern counts once."""
    begin, end = reading.low.span(window.spans[0][0], window.spans[-1][1]) if window.spans else (0, 0)
    counted: set[str] = set()
    points: dict[str, float] = {}
    for hit in reading.hits:
        pattern = hit.pattern
        inside = hit.field != TEXT or (hit.start < end and begin < hit.end)
        if pattern.points is None or not inside or pattern.id in counted:
            continue
        counted.add(pattern.id)
        points[pattern.label] = points.get(pattern.label, 0.0) + pattern.points
    return points


def _labels(scores: dict[str, float], soft: bool, reading: _Reading) -> set[str]:
    found = reading.settled | {label for label, score in scores.items() if score >= GIVEN}
    if names.CRISIS in found:
        found.discard(names.CRISIS_SOFT)
    elif soft:
        found.add(names.CRISIS_SOFT)
    kinds = {hit.pattern.mask for hit in reading.hits if hit.pattern.label == names.PII and hit.pattern.points is None}
    if scores[names.SPAM] >= SURELY_SPAM and kinds and kinds <= _CONTACTS:
        found.discard(names.PII)
    return found


def _reasons(engine: Engine, reading: _Reading, loudest: dict[str, _Loudest], found: set[str]) -> list[Reason]:
    reasons = [
        Reason(
            label=hit.pattern.label,
            words=reading.original[hit.field][hit.start : hit.end],
            field=hit.field,
            start=hit.start,
            end=hit.end,
            source=f"pattern {hit.pattern.id}",
            why=hit.pattern.why,
        )
        for hit in reading.hits
        if hit.pattern.label in found and (hit.pattern.points is None or hit.pattern.points > 0)
    ]
    for label in names.in_order(found - reading.settled):
        scored = names.CRISIS if label == names.CRISIS_SOFT else label
        if scored in loudest:
            reasons.append(_model_reason(engine, reading, loudest[scored], label, scored))
    return sorted(reasons, key=lambda reason: (names.LABELS.index(reason.label), reason.start))


def _model_reason(engine: Engine, reading: _Reading, best: _Loudest, label: str, scored: str) -> Reason:
    """The words that weighed most, or the whole stretch where its meaning weighed more than its words."""
    text, window = reading.original[TEXT], best.window
    if engine.meaning and best.meant > 0 and best.meant > best.logit - best.meant and window.spans:
        start, end = reading.low.span(window.spans[0][0], window.spans[-1][1])
        end = min(end, start + QUOTED_CHARACTERS)
        return Reason(label, text[start:end], TEXT, start, end, f"meaning {engine.meaning.version}", MEANS_LIKE)
    weights = engine.model.word_weights(window, scored)
    ranked = sorted(range(len(weights)), key=lambda place: -weights[place])[:QUOTED_WORDS]
    spans = sorted(
        reading.low.span(*window.spans[place])
        for place in ranked
        if weights[place] > 0 and window.words[place][:1].isalnum()
    )
    start, end = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    words = ", ".join(dict.fromkeys(text[begin:stop] for begin, stop in spans))
    return Reason(label, words, TEXT, start, end, f"model {engine.model.version}", LIKE_EARLIER)


def _learned_reason(learned: BayesScore | None, found: set[str]) -> list[Reason]:
    if learned is None or not learned.is_reliable or learned.points <= 0 or names.SPAM not in found:
        return []
    words = ", ".join(word for word, weight in learned.contributions[:QUOTED_WORDS] if weight > 0)
    return [Reason(names.SPAM, words, TEXT, 0, 0, "learned", LEARNED)]


def _identifiers(found: list[Hit]) -> tuple[Identifier, ...]:
    """The spans to mask, merged where they overlap; the kind is that of the first."""
    merged: list[Identifier] = []
    for hit in sorted(
        (hit for hit in found if hit.pattern.mask and hit.field == TEXT), key=lambda hit: (hit.start, -hit.end)
    ):
        if merged and hit.start < merged[-1].end:
            last = merged.pop()
            merged.append(Identifier(last.start, max(last.end, hit.end), last.kind))
        else:
            merged.append(Identifier(hit.start, hit.end, hit.pattern.mask))
    return tuple(merged)
