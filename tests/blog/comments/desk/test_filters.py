import datetime
import re

import pytest
from django.utils import timezone

from blog.comments.models import CommentReport
from blog.comments.triage import LANES
from tests.factories.comments import CommentFactory, ModeratorFactory
from tests.factories.pages import ArticlePageFactory


@pytest.fixture
def listed(moderator_client):
    """The names in the list for a query, in its order."""

    def listed(query):
        html = moderator_client.get(f"/admin/comments/?{query}").content.decode()
        return re.findall(r'id="comment_\d+_title"><bdi>([^<]*)</bdi>', html)

    return listed


@pytest.fixture
def comment(article):
    """Makes a waiting comment with a name."""

    def comment(name, **values):
        return CommentFactory(author_name=name, **{"page": article} | values)

    return comment


def lane(name):
    return {"lane": name, "urgency": LANES.index(name), "labels": name}


def test_queue_opens_with_the_most_urgent(listed, comment):
    now = timezone.now()
    comment("Rest", waiting_since=now - datetime.timedelta(days=9))
    comment("Young crisis", waiting_since=now, **lane("crisis"))
    comment("Old crisis", waiting_since=now - datetime.timedelta(hours=1), **lane("crisis"))
    comment("Sale", waiting_since=now, **lane("drug_sale"))
    assert listed("") == ["Old crisis", "Young crisis", "Sale", "Rest"]


def test_lane_is_a_part_of_the_queue(listed, comment):
    comment("Spam", **lane("spam"))
    comment("Decided spam", status="spam", **lane("spam"))
    comment("Rest")
    assert listed("lane=spam") == ["Spam"]


def test_label_is_matched_whole(listed, comment):
    comment("Low", labels="crisis_soft,spam")
    comment("Crisis", labels="crisis")
    assert listed("label=crisis") == ["Crisis"]
    assert listed("label=spam") == ["Low"]


def test_label_is_found_among_decided_comments(listed, comment):
    comment("Refused", status="rejected", labels="dosing")
    comment("Other", status="rejected")
    assert listed("status=rejected&label=dosing") == ["Refused"]


def test_article_is_found_by_words_of_its_title(listed, comment):
    comment("Here")
    comment("There", page=ArticlePageFactory(title="Sleeping with pain"))
    assert listed("article=SLEEPING") == ["There"]


def test_reported_comments_are_listed_while_their_report_is_open(listed, comment):
    for name, closed_at in (("Open", None), ("Closed", timezone.now())):
        CommentReport.objects.create(comment=comment(name, status="approved"), reason="wrong", closed_at=closed_at)
    assert listed("status=any&reported=yes") == ["Open"]


def test_edits_are_listed_apart(listed, comment):
    comment("Edit", status="approved", edited_text="New.", waiting_since=timezone.now())
    comment("New")
    assert listed("edit=yes") == ["Edit"]


def test_comments_are_listed_by_who_took_them(listed, comment, moderator):
    now = timezone.now()
    comment("Mine", claimed_by=moderator, claimed_at=now)
    comment("Theirs", claimed_by=ModeratorFactory(), claimed_at=now)
    comment("Free")
    comment("Free again", claimed_by=moderator, claimed_at=now - datetime.timedelta(minutes=16))
    assert listed("taken=me") == ["Mine"]
    assert listed("taken=others") == ["Theirs"]
    assert set(listed("taken=nobody")) == {"Free", "Free again"}


def test_second_opinions_of_others_are_listed_for_a_moderator(listed, comment, moderator):
    now = timezone.now()
    comment("Asked by me", second_opinion_by=moderator, second_opinion_at=now)
    comment("Asked by them", second_opinion_by=ModeratorFactory(), second_opinion_at=now)
    assert listed("opinion=for-me") == ["Asked by them"]


def test_samples_and_staff_are_told_apart(listed, comment, moderator):
    comment("Sample", is_sample=True)
    comment("Staff", staff_author=moderator)
    comment("Reader")
    assert listed("is_sample=yes") == ["Sample"]
    assert listed("staff=yes") == ["Staff"]
    assert set(listed("staff=no")) == {"Sample", "Reader"}
