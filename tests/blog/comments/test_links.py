import datetime
from unittest.mock import patch

import pytest

from blog.comments.errors import LinkExpired, LinkForged, LinkUsedUp
from blog.comments.links import ALL, OWN, PROVE, STOP, own_path, prove_path, read_commenter_token, read_own_token
from tests.factories.commenters import make_commenter
from tests.factories.comments import CommentFactory

PURPOSES = [OWN, PROVE, ALL, STOP]


def later(purpose, seconds):
    """The clock of the signer, so many seconds after the end of a purpose's time."""
    import time

    end = time.time() + purpose.lasts.total_seconds() + seconds
    return patch("django.core.signing.time.time", return_value=end)


def name_of(purpose):
    return purpose.name


@pytest.mark.parametrize("purpose", PURPOSES, ids=name_of)
def test_token_names_its_row(purpose):
    assert purpose.read(purpose.sign(7)) == 7


@pytest.mark.parametrize("purpose", PURPOSES, ids=name_of)
def test_token_of_another_purpose_is_forged(purpose):
    others = [other for other in PURPOSES if other is not purpose]
    for other in others:
        with pytest.raises(LinkForged):
            purpose.read(other.sign(7))


@pytest.mark.parametrize("purpose", PURPOSES, ids=name_of)
def test_token_ends_with_its_time(purpose):
    token = purpose.sign(7)
    with later(purpose, 1), pytest.raises(LinkExpired) as caught:
        purpose.read(token)
    assert caught.value.lasted == purpose.lasts


@pytest.mark.parametrize("purpose", PURPOSES, ids=name_of)
def test_token_is_good_until_its_time_ends(purpose):
    token = purpose.sign(7)
    with later(purpose, -60):
        assert purpose.read(token) == 7


def test_times_are_what_the_pages_say():
    assert [purpose.lasts for purpose in (OWN, PROVE, ALL)] == [
        datetime.timedelta(days=30),
        datetime.timedelta(hours=48),
        datetime.timedelta(hours=2),
    ]


def test_thousand_neighbours_of_a_token_are_forged():
    """The number is part of what is signed: nobody reaches the next comment with the same signature."""
    number, rest = OWN.sign(1000).split(".", 1)
    for neighbour in range(1001, 2001):
        with pytest.raises(LinkForged):
            OWN.read(f"{neighbour}.{rest}")
    assert OWN.read(f"{number}.{rest}") == 1000


@pytest.mark.parametrize("token", ["", ".", "7", "7.x.y", "\x00", "7." + "a" * 5000, "٧.1xVSZG.abc", "-1.a.b"])
def test_nonsense_is_forged(token):
    with pytest.raises(LinkForged):
        OWN.read(token)


@pytest.mark.parametrize("value", ["x", "-1", "٧", "1" * 40, ""])
def test_signed_text_that_is_no_number_is_forged(value):
    with pytest.raises(LinkForged):
        OWN.read(OWN._signer().sign(value))


def test_another_secret_key_makes_other_links(settings):
    token = OWN.sign(7)
    settings.SECRET_KEY = "another key of another installation " + "x" * 30
    with pytest.raises(LinkForged):
        OWN.read(token)


def test_own_link_leads_to_its_comment(article):
    comment = CommentFactory(page=article)
    assert read_own_token(own_path(comment).split("/")[-2]) == comment


def test_link_to_a_comment_that_is_gone_is_used_up(article):
    comment = CommentFactory(page=article)
    token = OWN.sign(comment.pk)
    comment.delete()
    with pytest.raises(LinkUsedUp):
        read_own_token(token)


def test_link_of_an_erased_address_is_used_up(db):
    commenter = make_commenter()
    token = prove_path(commenter).split("/")[-2]
    commenter.delete()
    with pytest.raises(LinkUsedUp):
        read_commenter_token(PROVE, token)
