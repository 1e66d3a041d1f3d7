import pytest

from blog.comments.triage.word_pieces import WordPieces

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "pain", "##ful", "##s", "a", ",", "cafe", "\u4e2d", "hurt"]


@pytest.fixture
def pieces(tmp_path):
    (tmp_path / "vocab.txt").write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    return WordPieces(tmp_path / "vocab.txt")


def read(pieces, text: str, most: int = 50) -> list[str]:
    return [PIECES[number] for number in pieces.numbers(text, most)]


def test_text_stands_between_its_marks(pieces):
    assert read(pieces, "pain") == ["[CLS]", "pain", "[SEP]"]


def test_unknown_word_is_cut_into_its_longest_pieces(pieces):
    assert read(pieces, "painfuls")[1:-1] == ["pain", "##ful", "##s"]


def test_word_without_pieces_is_unknown(pieces):
    assert read(pieces, "xyz")[1:-1] == ["[UNK]"]


def test_case_and_accents_do_not_count(pieces):
    assert read(pieces, "Caf\u00e9")[1:-1] == ["cafe"]


def test_signs_and_ideographs_stand_alone(pieces):
    assert read(pieces, "pain,a\u4e2da")[1:-1] == ["pain", ",", "a", "\u4e2d", "a"]


def test_long_text_is_cut_and_still_ends_with_its_mark(pieces):
    assert read(pieces, "a " * 100, most=5) == ["[CLS]", "a", "a", "a", "[SEP]"]


def test_endless_word_is_unknown(pieces):
    assert read(pieces, "pain" * 5000)[1:-1] == ["[UNK]"]


def test_nothing_is_two_marks(pieces):
    assert read(pieces, "") == ["[CLS]", "[SEP]"]
