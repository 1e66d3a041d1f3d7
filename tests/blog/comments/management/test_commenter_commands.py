import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from blog.comments.models import Comment, Commenter, CommentStatus, ErasureRecord
from tests.factories.commenters import make_commenter
from tests.factories.comments import CommentFactory

pytestmark = pytest.mark.django_db
ADDRESS = "reader@example.org"


@pytest.fixture
def comment(article):
    return CommentFactory(page=article, commenter=make_commenter(ADDRESS), text="My words.")


@pytest.fixture
def typed(monkeypatch):
    """What stands on standard input."""

    def typed(text):
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))

    return typed


def run(name, *arguments, **options):
    out = io.StringIO()
    call_command(name, *arguments, stdout=out, **options)
    return out.getvalue()


def test_address_is_read_from_standard_input(comment, superuser, typed):
    typed(f"{ADDRESS}\n")
    run("erase_commenter", by=superuser.username)
    assert not Commenter.objects.exists()


def test_number_names_the_commenter_too(comment, superuser):
    run("erase_commenter", commenter=comment.commenter_id, by=superuser.username)
    assert ErasureRecord.objects.get().cause == ErasureRecord.Cause.STAFF


@pytest.mark.parametrize("name", ["erase_commenter", "export_commenter", "block_commenter"])
def test_no_command_takes_an_address_as_an_argument(comment, superuser, name):
    """Arguments stand in the list of processes, which everybody on the machine can read."""
    with pytest.raises(CommandError):
        run(name, ADDRESS, by=superuser.username)


@pytest.mark.parametrize("name", ["erase_commenter", "export_commenter", "block_commenter"])
def test_no_command_repeats_the_address_it_does_not_know(superuser, typed, name):
    typed("stranger@example.org\n")
    with pytest.raises(CommandError) as caught:
        run(name, by=superuser.username)
    assert "stranger" not in str(caught.value)


@pytest.mark.parametrize("name", ["erase_commenter", "export_commenter", "block_commenter"])
def test_dry_run_changes_nothing(comment, superuser, name):
    before = (Comment.objects.values().get(), Commenter.objects.values().get())
    assert "comments: 1" in run(name, commenter=comment.commenter_id, by=superuser.username, dry_run=True)
    assert (Comment.objects.values().get(), Commenter.objects.values().get()) == before


@pytest.mark.parametrize("name", ["erase_commenter", "export_commenter"])
def test_account_without_the_right_is_refused(comment, moderator, name):
    with pytest.raises(CommandError):
        run(name, commenter=comment.commenter_id, by=moderator.username)
    assert Comment.objects.get().text == "My words."


def test_unknown_account_is_refused(comment):
    with pytest.raises(CommandError):
        run("erase_commenter", commenter=comment.commenter_id, by="nobody")


def test_export_is_json(comment, superuser):
    written = run("export_commenter", commenter=comment.commenter_id, by=superuser.username)
    assert json.loads(written)["comments"][0]["text"] == "My words."


def test_block_and_unblock(comment, moderator):
    run("block_commenter", commenter=comment.commenter_id, by=moderator.username, reason="sale")
    assert Commenter.objects.get().block_reason == "sale"
    run("block_commenter", commenter=comment.commenter_id, by=moderator.username, unblock=True)
    assert Commenter.objects.get().blocked_at is None


def test_purge_says_what_it_erases(article):
    import datetime

    from django.utils import timezone

    long_ago = timezone.now() - datetime.timedelta(days=60)
    CommentFactory(page=article, status=CommentStatus.SPAM, created_at=long_ago)
    assert run("purge_comments", dry_run=True) == "comments: 1\nNothing was erased.\n"
    assert run("purge_comments") == "comments: 1\n"
    assert run("purge_comments") == "Nothing to erase.\n"
