"""Comments as JSON Lines: what a line has to hold, and what the judge adds to it."""

from collections.abc import Iterable, Iterator
from functools import partial

from blog.comments.triage.evaluation import TRUTHS
from blog.comments.triage.judge import Judgement
from clinicsite.core.json_lines import Line
from clinicsite.core.json_lines import read_lines as read_any_lines


def read_lines(handle: Iterable[bytes], *, with_label: bool = False) -> Iterator[Line]:
    """The comments of an open file. With `with_label` each has to carry a known `label`."""
    return read_any_lines(handle, partial(_problem, with_label=with_label))


def judged(comment: dict, judgement: Judgement) -> dict:
    """A judged comment: all it had, and what the judge says."""
    added = {
        "labels": list(judgement.labels),
        "lane": judgement.lane,
        "spam_score": judgement.spam_score,
        "reasons": [reason.as_dict() for reason in judgement.reasons],
    }
    return {**comment, **added}


def _problem(comment: dict, *, with_label: bool) -> str:
    for name in ("author", "url"):
        if not isinstance(comment.get(name, ""), str | None):
            return f"its `{name}` is not a text."
    if with_label and comment.get("label") not in TRUTHS:
        return f"its `label` is none of {', '.join(TRUTHS)}."
    also = comment.get("also", [])
    if with_label and not (isinstance(also, list) and all(isinstance(label, str) for label in also)):
        return "its `also` is not a list of labels."
    return ""
