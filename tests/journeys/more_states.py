"""Adds to the sample site what a living site has and a fresh one has not: `python -m tests.journeys.more_states`.

An article with every kind of section, a long thread, replies below a withdrawn comment, a page whose comments are
closed, one whose comments are hidden, a part that is announced, a draft ready for its review, and comments in every
state.
"""

import json
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import django
from django.conf import settings
from django.db import transaction

from tests.journeys.comment_states import add_comment_states
from tests.journeys.server import PATHS
from tests.journeys.trust_states import add_trust_states

EVERY_SECTION = "every-section"
LONG_THREAD = "from-anesthetic-to-pain-clinic"
CLOSED = "inside-the-pain-system"
HIDDEN = "what-the-trials-found"
REVIEWABLE = "sleep-and-pain"


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
    paths = add_review_states(index)
    paths |= add_comment_states(ArticlePage.objects.get(slug=EVERY_SECTION))
    paths |= add_trust_states(ArticlePage.objects.get(slug=CLOSED))
    (Path(settings.DATA_DIR) / PATHS).write_text(json.dumps(paths))


def add_review_states(index) -> dict[str, str]:
    """A contributor's draft with all but a sign-off, and a minor edit that waits for a second look."""
    from django.urls import reverse

    from blog.articles.models import ArticlePage
    from clinicsite.library.models import Reference
    from clinicsite.people.models import TeamMemberPage
    from clinicsite.review.models import MinorEdit
    from clinicsite.users.models import User

    source = Reference.objects.filter(is_retracted=False).first()
    people = {person.slug: person for person in TeamMemberPage.objects.all()}
    contributor = User.objects.get(username="contributor")
    text = f'<p>Poor sleep and pain go together<a linktype="citation" id="{source.pk}">{source.short_name}</a>.</p>'
    draft = ArticlePage(
        title="Sleep and pain", slug=REVIEWABLE, summary="How they go together.", live=False, owner=contributor,
        author=people["daniel-reyes"], reviewer=people["amara-okafor"],
        body=json.dumps([{"type": "text", "value": text, "id": str(uuid5(NAMESPACE_URL, "sleep"))}]),
    )  # fmt: skip
    index.add_child(instance=draft)
    draft.save_revision(user=contributor)
    signed = ArticlePage.objects.get(slug=LONG_THREAD)
    review = signed.medical_reviews.get()
    edit = MinorEdit.objects.create(
        page_id=signed.pk, page_key=signed.pk, page_title=signed.title, review=review, revision=signed.latest_revision,
        reason="Spelling", from_digest=review.clinical_digest, to_digest=review.clinical_digest,
        declared_by_name="Priya Nair", is_sampled=True,
    )  # fmt: skip
    names = ("review_page", "review_record", "review_minor_edit", "review_publish_unreviewed")
    paths = {f"admin-{name.replace('_', '-')}": reverse(name, args=[signed.pk]) for name in names}
    return paths | {"admin-review-second-look": reverse("review_second_look", args=[edit.pk])}


if __name__ == "__main__":
    django.setup()
    with transaction.atomic():
        add_states()
