import datetime

import pytest
from django.utils import timezone

from blog.comments.actions.seeding import seed_comment
from blog.comments.errors import NotAllowed
from blog.comments.models import Comment
from tests.factories.comments import ModeratorFactory
from tests.factories.pages import ArticlePageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def history(comment):
    return [(row.from_status, row.to_status, row.by_name) for row in comment.status_changes.all()]


def seed(**changes):
    values = {
        "page": changes.pop("page", None) or ArticlePageFactory(),
        "parent": None,
        "author_name": "Juniper Example",
        "text": "A sample.",
        "status": "approved",
        "created_at": timezone.now() - datetime.timedelta(days=3),
        "staff_user": None,
        "moderator": changes.pop("moderator", None) or ModeratorFactory(),
    }
    return seed_comment(**values | changes)


@pytest.mark.parametrize(
    ("status", "steps"),
    [
        ("pending", ["pending"]),
        ("approved", ["pending", "approved"]),
        ("rejected", ["pending", "rejected"]),
        ("spam", ["pending", "spam"]),
        ("removed", ["pending", "approved", "removed"]),
    ],
)
def test_sample_has_the_history_that_leads_to_its_state(status, steps):
    comment = seed(status=status)
    assert (comment.status, [row[1] for row in history(comment)]) == (status, steps)


def test_sample_is_marked_as_one():
    assert seed().is_sample


def test_sample_is_decided_after_it_was_sent():
    comment = seed()
    assert comment.created_at < comment.published_at <= timezone.now()


def test_sample_needs_a_moderator():
    with pytest.raises(NotAllowed):
        seed(moderator=UserFactory())
    assert not Comment.objects.exists()


def test_sample_loaded_again_is_the_first_one():
    page, moderator, sent = ArticlePageFactory(), ModeratorFactory(), timezone.now()
    assert seed(page=page, moderator=moderator, created_at=sent) == seed(
        page=page, moderator=moderator, created_at=sent
    )


def test_sample_carries_its_staff_account():
    user = UserFactory()
    assert seed(staff_user=user).staff_author == user
