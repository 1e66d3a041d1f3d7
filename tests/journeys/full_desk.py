"""A hundred comments that wait, as a program: `python -m tests.journeys.full_desk`."""

import django

PER_LANE = {"crisis": 4, "pii": 4, "spam": 32, "rest": 60}
PHONE = "503-555-0123"
# Each submission key begins with it, then names the lane.
KEY = "full-desk"


def fill_desk() -> None:
    """Exactly a hundred waiting comments on one article of the sample site, in four lanes."""
    from blog.articles.models import ArticlePage
    from blog.comments.models import Comment
    from blog.comments.triage import LANES
    from tests.factories.comments import CommentFactory

    Comment.objects.waiting().update(status="spam", refusal_reason="", waiting_since=None)
    article = ArticlePage.objects.live().first()
    for lane, count in PER_LANE.items():
        for number in range(count):
            text = f"Number {number} of the lane {lane}."
            found = []
            if lane == "pii":
                text = f"{text} Call {PHONE}"
                found = [[len(text) - len(PHONE), len(text), "phone"]]
            CommentFactory(
                page=article,
                submission_key=f"{KEY}-{lane}-{number}",
                author_name=f"{lane} {number}",
                text=text,
                lane=lane,
                urgency=LANES.index(lane),
                labels="" if lane == "rest" else lane,
                judgement={"identifiers": found, "reasons": []},
            )


if __name__ == "__main__":
    django.setup()
    fill_desk()
