"""Adds to the sample site what a living site has and a fresh one has not: `python -m tests.journeys.more_states`.

An article with every kind of section, a long thread, replies below a withdrawn comment, a page whose comments are
closed, one whose comments are hidden, a part that is announced, and comments in every state.
"""

import json
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import django
from django.conf import settings
from django.db import transaction

from tests.journeys.comment_states import add_comment_states
from tests.journeys.server import PATHS

EVERY_SECTION = "every-section"
LONG_THREAD = "from-anesthetic-to-pain-clinic"
CLOSED = "inside-the-pain-system"
HIDDEN = "what-the-trials-found"


def sections() -> list[dict]:
    """One section of each kind, with the words of its preview."""
    from clinicsite.core.models import Disclaimer
    from clinicsite.library.blocks import CitingStoryBlock
    from clinicsite.library.models import GlossaryTerm
    from clinicsite.media.models import ClinicImage

    chosen = {
        "figure": {"image": ClinicImage.objects.first().pk, "caption": "<p>The infusion room.</p>"},
        "glossary": {"term": GlossaryTerm.objects.first().pk},
        "disclaimer": {"disclaimer": Disclaimer.objects.first().pk},
    }
    # A subheading stands below a heading, takeaways come first; the rest is in the order of the chooser.
    return [
        {
            "type": name,
            "id": str(uuid5(NAMESPACE_URL, name)),
            "value": {**value, **chosen[name]} if name in chosen else value,
        }
        for name, block in CitingStoryBlock().child_blocks.items()
        for value in [getattr(block.meta, "preview_value", {})]
    ]


def add_states() -> None:
    from blog.articles.models import ArticleIndexPage, ArticlePage, SeriesPage
    from blog.comments.models import CommentsMode, CommentStatus
    from tests.factories.comments import CommentFactory

    index, series = ArticleIndexPage.objects.get(), SeriesPage.objects.get()
    body = json.dumps(sections())
    index.add_child(instance=ArticlePage(title="Every section", slug=EVERY_SECTION, summary="All of them.", body=body))
    series.add_child(
        instance=ArticlePage(
            title="A part to come",
            slug="to-come",
            summary="Later.",
            body="[]",
            live=False,
            is_announced=True,
            expected="May 2027",
        )
    )
    ArticlePage.objects.filter(slug=CLOSED).update(comments_mode=CommentsMode.READ_ONLY)
    ArticlePage.objects.filter(slug=HIDDEN).update(comments_mode=CommentsMode.HIDDEN)
    article, public = ArticlePage.objects.get(slug=LONG_THREAD), CommentStatus.APPROVED
    for _ in range(25):
        CommentFactory(page=article, status=public)
    parent = CommentFactory(
        page=article, status=CommentStatus.WITHDRAWN, text="", published_at=article.first_published_at
    )
    for _ in range(8):
        parent = CommentFactory(page=article, parent=parent, status=public, text="A reply.\n\nWith two paragraphs.")
    CommentFactory.create_batch(260, page=article, parent=parent, status=public)
    CommentFactory(page=ArticlePage.objects.get(slug=CLOSED), status=public)
    paths = add_comment_states(ArticlePage.objects.get(slug=EVERY_SECTION))
    (Path(settings.DATA_DIR) / PATHS).write_text(json.dumps(paths))


if __name__ == "__main__":
    django.setup()
    with transaction.atomic():
        add_states()
