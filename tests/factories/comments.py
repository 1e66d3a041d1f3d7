"""Comments, without the history that only actions write."""

import datetime
import hashlib

import factory
from django.contrib.auth.models import Group
from django.utils import timezone
from factory.django import DjangoModelFactory

from blog.comments.actions.storage import refresh_discussion
from blog.comments.models import (
    AdverseEventReport,
    Comment,
    CommentStatus,
    OnCallShift,
    RefusalReason,
    ReplyTemplate,
    UrgentAlert,
)
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


class AnswererFactory(ModeratorFactory):
    """A clinician: may answer urgent comments, record side effects, reply and approve replies."""

    first_name = "Ines"
    last_name = factory.Sequence(lambda number: f"Clinician {number}")

    @factory.post_generation
    def role(user, create, extracted, **kwargs):
        """The group that the roles declare."""
        user.groups.add(Group.objects.get(name="Clinicians"))


class OnCallShiftFactory(DjangoModelFactory):
    """A shift of somebody who may answer, from an hour ago until in an hour."""

    person = factory.SubFactory(AnswererFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(hours=1))
    ends_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(hours=1))

    class Meta:
        model = OnCallShift


class UrgentAlertFactory(DjangoModelFactory):
    """An alert that nobody has acknowledged, without any mail."""

    comment = factory.SubFactory(CommentFactory, labels="crisis", lane="crisis", urgency=0)
    label = "crisis"
    notified_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = UrgentAlert


class AdverseEventReportFactory(DjangoModelFactory):
    """A report with all four elements, without a comment."""

    patient = "adult, sex not given"
    reporter = "patient"
    product = "ketamine infusion"
    event = "Felt sick for two days."

    class Meta:
        model = AdverseEventReport


class ReplyTemplateFactory(DjangoModelFactory):
    """An approved reply that is in use."""

    title = factory.Sequence(lambda number: f"Thanks {number}")
    text = "Thank you for writing. We cannot discuss anybody's care here."

    class Meta:
        model = ReplyTemplate
