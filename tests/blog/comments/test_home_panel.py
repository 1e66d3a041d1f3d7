import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from blog.comments.models import Comment, CommentStatus
from tests.factories.comments import CommentFactory
from tests.factories.users import UserFactory


def home(client):
    return client.get("/admin/").content.decode()


def test_panel_counts_what_waits_and_says_since_when(moderator_client, article):
    CommentFactory.create_batch(4, page=article)
    Comment.objects.order_by("pk").filter(pk=Comment.objects.first().pk).update(
        waiting_since=timezone.now() - datetime.timedelta(days=3, hours=1)
    )
    html = home(moderator_client).replace("\xa0", " ")
    assert "4 comments wait, the oldest for 3 days, 1 hour." in html


def test_panel_shows_the_first_three_with_their_buttons(moderator_client, article):
    comments = CommentFactory.create_batch(4, page=article)
    html = home(moderator_client)
    assert [comment.text in html for comment in comments] == [True, True, True, False]
    assert html.count('value="approve"') == 3
    assert html.count('value="refuse"') == 3


def test_buttons_of_the_panel_decide_by_post(moderator_client, article):
    comment = CommentFactory(page=article)
    assert f'action="/admin/comments/{comment.pk}/decide/" method="post"' in home(moderator_client)


def test_panel_says_nothing_where_nothing_waits(moderator_client, article):
    CommentFactory(page=article, status=CommentStatus.APPROVED)
    assert "comments-waiting" not in home(moderator_client)


@pytest.mark.parametrize("role", ["Editors", "Contributors"])
def test_panel_is_for_moderators_only(client, article, role):
    account = UserFactory()
    account.groups.add(Group.objects.get(name=role))
    client.force_login(account)
    comment = CommentFactory(page=article)
    html = home(client)
    assert "comments-waiting" not in html
    assert comment.text not in html


def test_panel_puts_urgent_lanes_first(moderator_client, article):
    CommentFactory(page=article, waiting_since=timezone.now() - datetime.timedelta(days=2))
    urgent = CommentFactory(page=article, lane="crisis", urgency=0, labels="crisis")
    html = home(moderator_client)
    assert "Crisis: 1" in html
    assert html.index(urgent.text) < html.index(Comment.objects.exclude(pk=urgent.pk).get().text)


def test_identifying_details_are_covered_on_the_home_page(moderator_client, article):
    CommentFactory(page=article, text="Call 503-555-0123", judgement={"identifiers": [[5, 17, "phone"]]})
    assert "503-555-0123" not in home(moderator_client)
