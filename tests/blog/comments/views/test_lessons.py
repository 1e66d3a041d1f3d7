import pytest
from django.contrib.auth.models import Group

from blog.comments.models import SpamWord
from blog.comments.models.spam import TOTALS
from tests.factories.comments import CommentFactory
from tests.factories.users import UserFactory


@pytest.fixture
def comment(article):
    reasons = [{"label": "spam", "words": "<b>casino</b>", "explanation": "Advertises"}]
    return CommentFactory(
        page=article,
        text="Cheap casino bonus <script>alert(1)</script>",
        author_name="Winner",
        judgement={"spam_score": 0.83, "reasons": reasons},
    )


def taught(spam, ordinary):
    SpamWord.objects.create(word=TOTALS, spam=spam, ordinary=ordinary)
    SpamWord.objects.create(word="casino", spam=min(spam, 18), ordinary=0)
    SpamWord.objects.create(word="name:winner", spam=2, ordinary=0)


def page(client, comment):
    return client.get(f"/admin/comment-safety/{comment.pk}/spam-score/").content.decode()


def test_the_gate_tells_how_many_decisions_there_are(moderator_client, comment):
    taught(12, 30)
    html = page(moderator_client, comment)
    assert "12 of 20 spam decisions" in html
    assert "count for nothing" in html


def test_beyond_the_gate_each_word_has_its_weight(moderator_client, comment):
    taught(40, 40)
    html = page(moderator_client, comment)
    assert "the words below count" in html
    assert "speaks for spam" in html
    assert "(in the name)" in html


def test_the_score_and_its_other_reasons_are_shown(moderator_client, comment):
    html = page(moderator_client, comment)
    assert "83 of 100" in html
    assert "Advertises" in html


def test_a_hostile_comment_stays_text(moderator_client, comment):
    html = page(moderator_client, comment)
    assert "<script>alert(1)" not in html
    assert "<b>casino" not in html


@pytest.mark.parametrize("role", ["Editors", "Contributors"])
def test_only_moderators_see_it(client, comment, role):
    account = UserFactory()
    account.groups.add(Group.objects.get(name=role))
    client.force_login(account)
    assert client.get(f"/admin/comment-safety/{comment.pk}/spam-score/").status_code == 403
