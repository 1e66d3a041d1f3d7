import pytest
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from blog.comments.actions.decisions import mark_as_spam, reject_comment
from blog.comments.models import RefusalReason
from tests.factories.comments import CommentFactory, ModeratorFactory

pytestmark = pytest.mark.django_db


def message():
    entry = ModelLogEntry.objects.get()
    return str(registry.get_formatter(entry).format_message(entry))


def test_log_names_decision_and_reason():
    reject_comment(comment=CommentFactory(), moderator=ModeratorFactory(), reason=RefusalReason.SALE)
    assert message() == "Comment rejected: Sale or sourcing"


def test_log_names_a_decision_without_reason():
    mark_as_spam(comment=CommentFactory(), moderator=ModeratorFactory())
    assert message() == "Comment marked as spam"
