import pytest

from blog.comments.desk.difference import ADDED, KEPT, REMOVED, difference


def test_changed_word_is_shown_with_what_stood_in_its_place():
    pieces = [(piece.kind, piece.text) for piece in difference("It took two months.", "It took three months.")]
    assert pieces == [(KEPT, "It took "), (REMOVED, "two"), (ADDED, "three"), (KEPT, " months.")]


def test_same_text_has_no_difference():
    assert [piece.kind for piece in difference("Same.", "Same.")] == [KEPT]


@pytest.mark.parametrize(("before", "after"), [("a b c", "c b a"), ("", "new"), ("old", ""), ("x. y! z?", "x. z?")])
def test_pieces_make_up_both_texts(before, after):
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == after


def test_long_texts_are_compared_by_sentences():
    before, after = "word one. " * 300, "word two. " * 300
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == before
