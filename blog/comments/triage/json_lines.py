"""Comments as JSON Lines: one object a line, read so that a bad line costs nobody its neighbours."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from blog.comments.triage.evaluation import TRUTHS
from blog.comments.triage.judge import Judgement


@dataclass(frozen=True)
class Line:
    """A line of the file: its number, its bytes, and either the object in it or what is wrong."""

    number: int
    raw: bytes
    comment: dict | None
    problem: str = ""

    @property
    def complaint(self) -> str:
        """What is wrong, for the person at the terminal."""
        return f"Line {self.number}: {self.problem}"

    def field(self, name: str) -> str:
        """A text field of the comment; what is missing or null is empty."""
        return (self.comment or {}).get(name) or ""


def read_lines(handle: Iterable[bytes], *, with_label: bool = False) -> Iterator[Line]:
    """The lines of an open file that are not blank. With `with_label` each has to carry a known `label`."""
    for number, raw in enumerate(handle, start=1):
        if not raw.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        try:
            comment = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError:
            yield Line(number, raw, None, "it is not UTF-8.")
            continue
        except (ValueError, RecursionError) as error:
            yield Line(number, raw, None, f"it is not JSON: {error}.")
            continue
        problem = _problem(comment, with_label)
        yield Line(number, raw, None if problem else comment, problem)


def judged(comment: dict, judgement: Judgement) -> str:
    """The line of a judged comment: all it had, and what the judge says."""
    added = {
        "labels": list(judgement.labels),
        "lane": judgement.lane,
        "spam_score": judgement.spam_score,
        "reasons": [reason.as_dict() for reason in judgement.reasons],
    }
    return json.dumps({**comment, **added}) + "\n"


def _problem(comment: object, with_label: bool) -> str:
    if not isinstance(comment, dict):
        return "it is not an object in braces."
    if "text" not in comment:
        return "it has no `text`."
    for name in ("text", "author", "url"):
        if not isinstance(comment.get(name, ""), str | None) or (name == "text" and comment["text"] is None):
            return f"its `{name}` is not a text."
    if with_label and comment.get("label") not in TRUTHS:
        return f"its `label` is none of {', '.join(TRUTHS)}."
    also = comment.get("also", [])
    if with_label and not (isinstance(also, list) and all(isinstance(label, str) for label in also)):
        return "its `also` is not a list of labels."
    return ""
