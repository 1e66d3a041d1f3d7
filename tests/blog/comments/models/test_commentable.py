"""What an editor may say about the comments of a page."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

NOW = timezone.make_aware(datetime.datetime(2026, 5, 4, 12))
HOUR = datetime.timedelta(hours=1)


@pytest.mark.parametrize("later", [-HOUR, datetime.timedelta(0)])
def test_comments_cannot_close_before_they_open(article, later):
    article.comments_open_at, article.comments_close_at = NOW, NOW + later
    with pytest.raises(ValidationError) as caught:
        article.full_clean()
    assert list(caught.value.message_dict) == ["comments_close_at"]


@pytest.mark.parametrize(("opens", "closes"), [(NOW, NOW + HOUR), (NOW, None), (None, NOW), (None, None)])
def test_other_moments_are_accepted(article, opens, closes):
    article.comments_open_at, article.comments_close_at = opens, closes
    article.full_clean()


def test_settings_that_the_frame_has_read_are_not_read_again(client, article, django_assert_num_queries, rf):
    request = rf.get(article.url)
    known = type(article.comments_settings)()
    del article.comments_settings
    setattr(request, known.get_cache_attr_name(), known)
    article.get_context(request)
    with django_assert_num_queries(0):
        assert article.comments_settings is known
