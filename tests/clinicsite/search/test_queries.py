import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicsite.search.queries import MAX_CHARACTERS, MAX_WORDS, searchable_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nerve pain", "nerve pain"),
        ("  nerve \n pain ", "nerve pain"),
        ("nerve\x00pain", "nervepain"),
        ("CRPS*", "CRPS"),
        ("pain AND (ketamine)", "pain AND ketamine"),
        ("it's post-herpetic", "it's post-herpetic"),
        ("\u200b\u202e", ""),
        ("", ""),
    ],
)
def test_only_words_reach_the_backend(text, words):
    assert searchable_words(text) == words


@given(st.text(max_size=3000))
def test_no_text_reaches_the_backend_over_the_limits(text):
    words = searchable_words(text)
    assert len(words) <= MAX_CHARACTERS
    assert len(words.split()) <= MAX_WORDS
    assert "\x00" not in words
