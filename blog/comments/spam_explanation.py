"""Why a comment has its spam score: what every word has been seen in, and how much it weighs."""

from dataclasses import dataclass

from blog.comments.judging import lessons
from blog.comments.models import Comment
from blog.comments.triage import score_words
from blog.comments.triage.bayes import FEWEST_DECISIONS, TELLING_WORDS, BayesScore, Lessons


@dataclass(frozen=True)
class WordWeight:
    """One word: in how many spam and ordinary comments it stood, and which way it tips the scales."""

    word: str
    where: str
    spam: int
    ordinary: int
    weight: float

    @property
    def percent(self) -> int:
        """The weight's length in a bar, 0 to 100."""
        return min(100, round(abs(self.weight) / 4.6 * 100))


@dataclass(frozen=True)
class Explanation:
    """What is known of the words of a comment."""

    lessons: Lessons
    score: BayesScore
    words: list[WordWeight]
    unknown: int

    @property
    def needed(self) -> int:
        """How many decisions of either kind it takes before the score counts."""
        return FEWEST_DECISIONS


def explain_words(words: list[str]) -> Explanation:
    """The score of a comment's words, as `learnable_words` gives them, and each word's part, the strongest first."""
    known = lessons()
    score = score_words(known, words)
    weights = dict(score.contributions)
    rows = [_row(word, known, weights.get(word, 0.0)) for word in words if word in known.words]
    rows.sort(key=lambda row: (-abs(row.weight), -row.spam - row.ordinary, row.word))
    return Explanation(known, score, rows[: 2 * TELLING_WORDS], len(words) - len(rows))


def model_reasons(comment: Comment) -> list[dict]:
    """What else spoke for spam when the comment was judged."""
    return [reason for reason in comment.judgement.get("reasons", []) if reason.get("label") == "spam"]


def _row(word: str, known: Lessons, weight: float) -> WordWeight:
    spam, ordinary = known.words[word]
    where, _colon, rest = word.partition(":")
    if rest and where in ("name", "link"):
        return WordWeight(rest, where, spam, ordinary, weight)
    return WordWeight(word, "text", spam, ordinary, weight)
