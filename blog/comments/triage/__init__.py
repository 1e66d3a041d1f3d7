"""The judge of comments: labels, lane, spam score, reasons and identifying details. No network."""

from blog.comments.triage.bayes import BayesScore, Lessons, learn, score_words, words_of_comment
from blog.comments.triage.evaluation import Evaluation, evaluate
from blog.comments.triage.judge import Engine, Identifier, Judgement, Reason, judge, plain_engine, shipped_engine
from blog.comments.triage.labels import EVALUATED, HAM, LABELS, LANE_OF, LANES, REST, SHOWS_HELP, TITLES, URGENT
from blog.comments.triage.phrases import PhraseHit, PhraseList, find_phrases, phrase_list

__all__ = [
    "EVALUATED",
    "HAM",
    "LABELS",
    "LANES",
    "LANE_OF",
    "REST",
    "SHOWS_HELP",
    "TITLES",
    "URGENT",
    "BayesScore",
    "Engine",
    "Evaluation",
    "Identifier",
    "Judgement",
    "Identifier",
    "Judgement",
    "Lessons",
    "PhraseHit",
    "PhraseList",
    "Reason",
    "evaluate",
    "find_phrases",
    "judge",
    "learn",
    "phrase_list",
    "plain_engine",
    "score_words",
    "shipped_engine",
    "words_of_comment",
]
