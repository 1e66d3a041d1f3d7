"""What readers type is never markup, neither in their own form nor when somebody answers them."""

import pytest

from blog.comments.models import CommentStatus
from tests.blog.comments.markup import made_by_readers
from tests.factories.comments import CommentFactory

VECTORS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "{{ 7|add:7 }}{% debug %}",
    "<!--<script>",
]


@pytest.mark.parametrize("vector", VECTORS)
def test_typed_markup_comes_back_as_text(send, vector):
    response = send(comment=vector, name=vector, email=vector)
    assert response.status_code == 422
    assert made_by_readers(response) == set()


@pytest.mark.parametrize("vector", VECTORS)
def test_markup_in_a_quoted_comment_is_text(client, article, vector):
    parent = CommentFactory(page=article, status=CommentStatus.APPROVED, author_name=vector, text=vector)
    assert made_by_readers(client.get(f"/comments/{article.pk}/reply/{parent.pk}/")) == set()


def test_form_carries_what_the_count_of_characters_needs(client, article):
    html = client.get(f"/comments/{article.pk}/").content.decode()
    assert 'data-counter data-longest="3000"' in html
    assert "maxlength" not in html[html.index("<textarea") : html.index("</textarea>")]
