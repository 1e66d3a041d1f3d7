"""Comments, without the history that only actions write."""

import hashlib

import factory
from django.contrib.auth.models import Group
from django.utils import timezone
from factory.django import DjangoModelFactory

from blog.comments.actions.storage import refresh_discussion
from blog.comments.models import Comment, CommentStatus, RefusalReason
from blog.comments.models.status import REFUSED
from blog.comments.querysets import path_step
from tests.factories.pages import ArticlePageFactory
from tests.factories.users import UserFactory


class CommentFactory(DjangoModelFactory):
    """A waiting comment at the top level; `parent` makes it a reply, `status` gives it another state."""

    page = factory.SubFactory(ArticlePageFactory)
    author_name = factory.Sequence(lambda number: f"Reader {number}")
    text = factory.Sequence(lambda number: f"What reader {number} had to say.")
    submission_key = factory.Sequence(lambda number: hashlib.sha256(str(number).encode()).hexdigest())
    depth = factory.LazyAttribute(lambda comment: comment.parent.depth + 1 if comment.parent else 1)
    parent = None

    class Meta:
        model = Comment
        skip_postgeneration_save = True

    class Params:
        was_public = factory.LazyAttribute(lambda comment: comment.status == CommentStatus.APPROVED)

    status = CommentStatus.PENDING
    waiting_since = factory.LazyAttribute(
        lambda comment: timezone.now() if comment.status == CommentStatus.PENDING else None
    )
    published_at = factory.LazyAttribute(lambda comment: timezone.now() if comment.was_public else None)
    refusal_reason = factory.LazyAttribute(lambda comment: RefusalReason.OFF_TOPIC if comment.status in REFUSED else "")

    @factory.post_generation
    def place(comment, create, extracted, **kwargs):
        """Its path ends with its own id."""
        comment.path = (comment.parent.path if comment.parent else "") + path_step(comment.pk)
        Comment.objects.filter(pk=comment.pk).update(path=comment.path)
        if comment.status == CommentStatus.APPROVED:
            refresh_discussion(comment)
            comment.refresh_from_db(fields=["thread_size"])


class ModeratorFactory(UserFactory):
    """An account that may sign in to the admin and decide on comments, and nothing else."""

    first_name = "Hannah"
    last_name = factory.Sequence(lambda number: f"Moderator {number}")

    class Meta:
        skip_postgeneration_save = True

    @factory.post_generation
    def role(user, create, extracted, **kwargs):
        """The group that the roles declare."""
        user.groups.add(Group.objects.get(name="Moderators"))
