"""The judge of comments, asked by others."""

import pytest

from clinicsite.core.reader_text import look_at

pytestmark = pytest.mark.django_db


def test_danger_is_seen():
    assert look_at("I want to kill myself tonight.").shows_help


def test_identifying_words_are_quoted():
    assert look_at("Call me on 503-555-0123.").identifying


def test_harmless_words_need_nothing():
    look = look_at("The year in the second section is wrong.")
    assert (look.shows_help, look.identifying) == (False, ())
