import pytest

from blog.comments.doubt import form_time
from blog.comments.models import Comment, CommentStatus
from tests.factories.comments import CommentFactory, ModeratorFactory
from tests.factories.pages import ArticlePageFactory, HomePageFactory

OURS = {"origin": "http://testserver"}


@pytest.fixture
def article(db):
    """A published article that takes comments, on the default site."""
    HomePageFactory()
    return ArticlePageFactory(title="Where pain begins")


@pytest.fixture
def published(article):
    """A comment that readers see."""
    return CommentFactory(page=article, status=CommentStatus.APPROVED, author_name="Jon P.", text="First thought.")


@pytest.fixture
def send(client, article):
    """Sends a comment as the form on the article would; keyword arguments change its fields."""

    def send(to=None, headers=OURS, **changes):
        fields = {
            "comment": "What about week 12?",
            "name": "Marguerite H.",
            "email": "",
            "subject": "",
            "opened": form_time(article.pk, is_shared=True),
            **changes,
        }
        return client.post(to or f"/comments/{article.pk}/", fields, headers=headers)

    return send


@pytest.fixture
def moderator(db):
    """Somebody who may decide on comments."""
    return ModeratorFactory(first_name="Hannah", last_name="Lindqvist")


@pytest.fixture
def moderator_client(client, moderator):
    """A client that is signed in as a moderator."""
    client.force_login(moderator)
    return client


@pytest.fixture
def stored():
    """How many comments there are."""
    return Comment.objects.count
